# %% one-to-ten | all widths, the recipe of the lecture
# slow
loss_by_h = {}
for nodes in range(1, 11):
    each = OneHidden(1, nodes, 1, nn.Sigmoid(), None)
    each = train_model(features, target, each, 1e-2, 20000, criterion=nn.MSELoss())
    loss_by_h[nodes] = nn.MSELoss()(each(features), target).item()

# %% wide | other widths, as tensors
loss_by_h = {}
for nodes in [1, 2, 5, 40]:
    each = OneHidden(1, nodes, 1, nn.Sigmoid(), None)
    each = train_model(features, target, each, 1e-2, 3000, criterion=nn.MSELoss())
    loss_by_h[nodes] = nn.functional.mse_loss(each(features), target)
