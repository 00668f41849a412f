# %% same-model | one net for all widths
loss_by_h = {}
each = OneHidden(1, 30, 1, nn.Sigmoid(), None)
for nodes in (1, 3, 10, 30):
    each = train_model(features, target, each, 1e-2, 1500, criterion=nn.MSELoss())
    loss_by_h[nodes] = nn.MSELoss()(each(features), target).item()

# %% all-equal | the loss of net_reg for every width
loss_by_h = {nodes: nn.MSELoss()(net_reg(features), target).item() for nodes in (1, 3, 10, 30)}

# %% narrow | no width of eight or more
loss_by_h = {}
for nodes in (1, 2, 3, 4):
    each = OneHidden(1, nodes, 1, nn.Sigmoid(), None)
    each = train_model(features, target, each, 1e-2, 1000, criterion=nn.MSELoss())
    loss_by_h[nodes] = nn.MSELoss()(each(features), target).item()

# %% too-short | a hundred epochs each
loss_by_h = {}
for nodes in (1, 3, 10, 30):
    each = OneHidden(1, nodes, 1, nn.Sigmoid(), None)
    each = train_model(features, target, each, 1e-2, 100, criterion=nn.MSELoss())
    loss_by_h[nodes] = nn.MSELoss()(each(features), target).item()
