# %% five-nodes | more nodes, in a Sequential
net_logits = nn.Sequential(nn.Linear(2, 5), nn.Sigmoid(), nn.Linear(5, 1))
x_train, y_train = torch.from_numpy(features), torch.from_numpy(target).reshape(-1, 1)
train_model(x_train, y_train, net_logits, 2e-2, 1000, criterion=nn.BCEWithLogitsLoss())

# %% full-length | the recipe of the lecture
# slow
net_logits = OneHidden(2, 3, 1, nn.Sigmoid())
x_train, y_train = torch.from_numpy(features), torch.from_numpy(target).reshape(-1, 1)
net_logits = train_model(x_train, y_train, net_logits, 1e-3, 10000, criterion=nn.BCEWithLogitsLoss())
