# %% full-length | the recipe of the lecture
# slow
target = torch.tensor(y_flip).float().reshape(len(y_flip), 1)
net_flip = OneHidden(1, 10, 1, nn.Sigmoid(), None)
net_flip = train_model(features, target, net_flip, 1e-2, 14000, criterion=nn.MSELoss())
