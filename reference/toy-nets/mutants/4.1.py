# %% three-nodes | a net that is too good
net_h1 = train_model(features, target, OneHidden(2, 3, 1, nn.Sigmoid(), nn.Sigmoid()), 5e-2, 600)
loss_h1 = nn.BCELoss()(net_h1(features), target).item()

# %% untrained | never trained, with the loss of another net
trained = train_model(features, target, OneHidden(2, 1, 1, nn.Sigmoid(), nn.Sigmoid()), 5e-2, 600)
loss_h1 = nn.BCELoss()(trained(features), target).item()
net_h1 = OneHidden(2, 1, 1, nn.Sigmoid(), nn.Sigmoid())

# %% first-loss | remembers the loss before the training
# also: 4.4
net_h1 = OneHidden(2, 1, 1, nn.Sigmoid(), nn.Sigmoid())
loss_h1 = nn.BCELoss()(net_h1(features), target).item()
net_h1 = train_model(features, target, net_h1, 5e-2, 600)
