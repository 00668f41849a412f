# %% deleted | with del
del features, target, features_layer1_3d, net
