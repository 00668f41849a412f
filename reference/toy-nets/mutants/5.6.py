# %% net-forgotten | leaves the net
features = target = features_layer1_3d = None
