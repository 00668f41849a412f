# %% three-nodes | two nodes too few
net_h5 = train_model(features, target, OneHidden(2, 3, 1, nn.Sigmoid(), nn.Sigmoid()), 5e-2, 600)

# %% untrained | makes it and leaves it
net_h5 = OneHidden(2, 5, 1, nn.Sigmoid(), nn.Sigmoid())
