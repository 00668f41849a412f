# %% one-node | the net of 4.1
net_h2 = net_h1
loss_h2 = loss_h1

# %% three-nodes | one node too many
net_h2 = train_model(features, target, OneHidden(2, 3, 1, nn.Sigmoid(), nn.Sigmoid()), 5e-2, 600)
loss_h2 = nn.BCELoss()(net_h2(features), target).item()

# %% too-short | stops after twenty epochs
net_h2 = train_model(features, target, OneHidden(2, 2, 1, nn.Sigmoid(), nn.Sigmoid()), 5e-2, 20)
loss_h2 = nn.BCELoss()(net_h2(features), target).item()
