# %% full-length | the recipe of the lecture
# slow
net_reg = OneHidden(1, 10, 1, nn.Sigmoid(), None)
net_reg = train_model(features, target, net_reg, 1e-2, 20000, criterion=nn.MSELoss())

# %% two-layers | two hidden layers
net_reg = ClassifierNet(1, 1, 2, 30, nn.Sigmoid(), None)
net_reg = train_model(features, target, net_reg, 5e-3, 4000, criterion=nn.MSELoss())
