# %% old-net | the old net, not trained again
net_flip = copy.deepcopy(net_reg)

# %% old-target | trains on the wave that is not flipped
net_flip = OneHidden(1, 10, 1, nn.Sigmoid(), None)
net_flip = train_model(features, target, net_flip, 1e-2, 3000, criterion=nn.MSELoss())

# %% old-optimiser | an optimiser for another net
net_flip = OneHidden(1, 10, 1, nn.Sigmoid(), None)
descent = optim.Adam(net_reg.parameters(), lr=1e-2)
for _ in range(1000):
    loss = nn.MSELoss()(net_flip(features), torch.tensor(y_flip).float()[:, None])
    descent.zero_grad()
    loss.backward()
    descent.step()
