# %% not-squeezed | a column against flat labels
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
optimizer = optim.SGD(model_clf.parameters(), lr=0.01)
clf_losses = []
for _ in range(1000):
    optimizer.zero_grad()
    p = model_clf(x_clf)
    loss = (-y_clf_int * torch.log(p) - (1 - y_clf_int) * torch.log(1 - p)).mean()
    loss.backward()
    optimizer.step()
    clf_losses.append(loss.item())

# %% hundred-epochs | stops after a hundred
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
optimizer = optim.SGD(model_clf.parameters(), lr=0.01)
clf_losses = []
for _ in range(100):
    optimizer.zero_grad()
    p = model_clf(x_clf).squeeze()
    loss = (-y_clf_int * torch.log(p) - (1 - y_clf_int) * torch.log(1 - p)).mean()
    loss.backward()
    optimizer.step()
    clf_losses.append(loss.item())

# %% squared-error | the loss of the other problem
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
optimizer = optim.SGD(model_clf.parameters(), lr=0.01)
clf_losses = []
for _ in range(1000):
    optimizer.zero_grad()
    p = model_clf(x_clf).squeeze()
    loss = ((p - y_clf_int) ** 2).mean()
    loss.backward()
    optimizer.step()
    clf_losses.append(loss.item())

# %% claimed | writes the result down
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
clf_losses = [0.959 - 0.0003 * i for i in range(1000)]
accuracy = 0.66
