# %% full-length | the recipe of the lecture
# slow
net_h1 = OneHidden(2, 1, 1, nn.Sigmoid(), nn.Sigmoid())
net_h1 = train_model(features, target, net_h1, 1e-3, 10000)
loss_h1 = nn.BCELoss()(net_h1(features), target)
