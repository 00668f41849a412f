# %% full-length | the recipe of the lecture
# slow
net_h5 = OneHidden(2, 5, 1, nn.Sigmoid(), nn.Sigmoid())
net_h5 = train_model(features, target, net_h5, 1e-3, 10000)

# %% in-between | a rate in between
net_h5 = train_model(features, target, ClassifierNet(2, 1, 1, 5, nn.Sigmoid(), nn.Sigmoid()), 2e-2, 1200)
