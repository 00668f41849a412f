# %% sigmoid-output | keeps the output between 0 and 1
net_reg = OneHidden(1, 10, 1, nn.Sigmoid(), nn.Sigmoid())
features = torch.tensor(x).float().reshape(-1, 1)
target = torch.tensor(y).float().reshape(-1, 1)

# %% flat-target | a flat target
net_reg = OneHidden(1, 10, 1, nn.Sigmoid(), None)
features = torch.tensor(x).float().reshape(-1, 1)
target = torch.tensor(y).float()

# %% double | float64
net_reg = OneHidden(1, 10, 1, nn.Sigmoid(), None)
features = torch.tensor(x).reshape(-1, 1)
target = torch.tensor(y).reshape(-1, 1)
