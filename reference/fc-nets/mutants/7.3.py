# %% no-activations | a chain of linear layers
parts = [nn.Linear(2, 50)]
for _ in range(5):
    parts += [nn.Linear(50, 50)]
big_clf = nn.Sequential(*parts, nn.Linear(50, 1), nn.Sigmoid())
train_and_test_classification_model(big_clf, 100, optimizer=optim.Adam(big_clf.parameters(), lr=3e-3))

# %% one-left-out | one activation is missing
parts = [nn.Linear(2, 50), nn.Tanh()]
for _ in range(5):
    parts += [nn.Linear(50, 50), nn.Tanh()]
parts.pop(5)
big_clf = nn.Sequential(*parts, nn.Linear(50, 1), nn.Sigmoid())
train_and_test_classification_model(big_clf, 200, optimizer=optim.Adam(big_clf.parameters(), lr=3e-3))

# %% manual-log | logits under a logarithm give NaN
parts = [nn.Linear(2, 50), nn.Tanh()]
for _ in range(5):
    parts += [nn.Linear(50, 50), nn.Tanh()]
big_clf = nn.Sequential(*parts, nn.Linear(50, 1))
optimizer = optim.SGD(big_clf.parameters(), lr=0.01)
for _ in range(20):
    optimizer.zero_grad()
    p = big_clf(x_clf).squeeze()
    (-y_clf_int * torch.log(p) - (1 - y_clf_int) * torch.log(1 - p)).mean().backward()
    optimizer.step()

# %% narrow | thirty units instead of fifty
parts = [nn.Linear(2, 30), nn.Tanh()]
for _ in range(5):
    parts += [nn.Linear(30, 30), nn.Tanh()]
big_clf = nn.Sequential(*parts, nn.Linear(30, 1), nn.Sigmoid())
train_and_test_classification_model(big_clf, 200, optimizer=optim.Adam(big_clf.parameters(), lr=3e-3))
