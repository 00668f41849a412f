# %% sgd | gradient descent with momentum, and a formatted print
optimizer = optim.SGD(net_first.parameters(), lr=2.0, momentum=0.9)
first_losses = []
for epoch in range(100):
    optimizer.zero_grad()
    loss = nn.BCELoss()(net_first(features), target)
    loss.backward()
    optimizer.step()
    first_losses += [float(loss)]
    if epoch % 10 == 0:
        print(epoch, float(loss))

# %% own-net | a fresh net of its own
torch.manual_seed(3)
net_first = OneHidden(2, 2, 1, nn.Sigmoid(), nn.Sigmoid())
optimizer = optim.Adam(net_first.parameters(), lr=1e-2)
first_losses = []
for epoch in range(100):
    loss = nn.BCELoss()(net_first(features), target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    first_losses.append(loss.detach())
print([f"{loss:.4f}" for loss in first_losses[::10]])
