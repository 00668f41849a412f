# %% unsqueeze | other ways to columns
net_reg = nn.Sequential(nn.Linear(1, 10), nn.Sigmoid(), nn.Linear(10, 1))
features = torch.from_numpy(x).to(torch.float32).unsqueeze(1)
target = torch.from_numpy(y).to(torch.float32).unsqueeze(-1)
