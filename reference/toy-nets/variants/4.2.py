# %% full-length | the recipe of the lecture
# slow
net_h2 = OneHidden(2, 2, 1, nn.Sigmoid(), nn.Sigmoid())
net_h2 = train_model(features, target, net_h2, 1e-3, 10000)
loss_h2 = nn.BCELoss()(net_h2(features), target).item()

# %% in-between | a rate between the two, shuffled
net_h2 = nn.Sequential(nn.Linear(2, 2), nn.Sigmoid(), nn.Linear(2, 1), nn.Sigmoid())
net_h2 = train_model(features, target, net_h2, 2e-2, 1500, shuffle=True)
loss_h2 = nn.BCELoss()(net_h2(features), target).item()
