# %% full-length | the recipe of the lecture
# slow
net_h3 = OneHidden(2, 3, 1, nn.Sigmoid(), nn.Sigmoid())
net_h3 = train_model(features, target, net_h3, 1e-3, 10000)
loss_h3 = nn.BCELoss()(net_h3(features), target).item()

# %% logits | a raw output and the loss with logits
net_h3 = OneHidden(2, 3, 1, nn.Sigmoid())
net_h3 = train_model(features, target, net_h3, 5e-2, 600, criterion=nn.BCEWithLogitsLoss())
loss_h3 = nn.BCEWithLogitsLoss()(net_h3(features), target).item()

# %% own-loop | a loop of its own, at 1e-2
net_h3 = OneHidden(2, 3, 1, nn.Sigmoid(), nn.Sigmoid())
descent = optim.Adam(net_h3.parameters(), lr=1e-2)
for _ in range(2000):
    loss = nn.BCELoss()(net_h3(features), target)
    descent.zero_grad()
    loss.backward()
    descent.step()
loss_h3 = nn.BCELoss()(net_h3(features), target).item()

# %% sgd | gradient descent with a large step
# slow
net_h3 = OneHidden(2, 3, 1, nn.Sigmoid(), nn.Sigmoid())
descent = optim.SGD(net_h3.parameters(), lr=1.0, momentum=0.9)
for _ in range(3000):
    loss = nn.BCELoss()(net_h3(features), target)
    descent.zero_grad()
    loss.backward()
    descent.step()
loss_h3 = nn.BCELoss()(net_h3(features), target).item()
