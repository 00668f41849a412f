# %% bce-loss | nn.BCELoss with decimal labels
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
optimizer = optim.SGD(model_clf.parameters(), lr=0.01)
criterion = nn.BCELoss()
clf_losses = []
for epoch in range(1000):
    loss = criterion(model_clf(x_clf).squeeze(), y_clf.float())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    clf_losses.append(loss.item())

# %% logits | a model of logits
model_clf = nn.Linear(2, 1)
optimizer = optim.SGD(model_clf.parameters(), lr=0.01)
clf_losses = []
for epoch in range(1000):
    loss = nn.functional.binary_cross_entropy_with_logits(model_clf(x_clf).squeeze(), y_clf.float())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    clf_losses.append(loss.item())

# %% adam | Adam, 300 epochs
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
optimizer = optim.Adam(model_clf.parameters(), lr=0.05)
clf_losses = []
for epoch in range(300):
    loss = nn.functional.binary_cross_entropy(model_clf(x_clf).squeeze(), y_clf.float())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    clf_losses.append(loss.item())

# %% other-start | another start
torch.manual_seed(5)
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
optimizer = optim.SGD(model_clf.parameters(), lr=0.01)
clf_losses = []
for epoch in range(1000):
    loss = nn.functional.binary_cross_entropy(model_clf(x_clf).squeeze(), y_clf.float())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    clf_losses.append(loss.item())
