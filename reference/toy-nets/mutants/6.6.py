# %% flat-target | stretches both to a table
net_reg = OneHidden(1, 30, 1, nn.Sigmoid(), None)
net_reg = train_model(features, target.flatten(), net_reg, 1e-2, 2000, criterion=nn.MSELoss())

# %% one-node | a single node
net_reg = OneHidden(1, 1, 1, nn.Sigmoid(), None)
net_reg = train_model(features, target, net_reg, 1e-2, 3000, criterion=nn.MSELoss())

# %% cross-entropy | the loss for probabilities
net_reg = OneHidden(1, 30, 1, nn.Sigmoid(), None)
net_reg = train_model(features, target, net_reg, 1e-2, 5000)

# %% too-short | ten nodes, 1000 epochs
net_reg = OneHidden(1, 10, 1, nn.Sigmoid(), None)
net_reg = train_model(features, target, net_reg, 1e-2, 1000, criterion=nn.MSELoss())
