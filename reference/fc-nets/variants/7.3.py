# %% full-length | 30 000 epochs of SGD
# slow
big_clf = nn.Sequential(
    nn.Linear(2, 50),
    nn.Tanh(),
    nn.Linear(50, 50),
    nn.Tanh(),
    nn.Linear(50, 50),
    nn.Tanh(),
    nn.Linear(50, 50),
    nn.Tanh(),
    nn.Linear(50, 50),
    nn.Tanh(),
    nn.Linear(50, 50),
    nn.Tanh(),
    nn.Linear(50, 1),
    nn.Sigmoid(),
)
train_and_test_classification_model(big_clf, 30000, 3000)

# %% sgd-short | 3000 epochs of SGD
parts = [nn.Linear(2, 50), nn.Tanh()]
for _ in range(5):
    parts += [nn.Linear(50, 50), nn.Tanh()]
big_clf = nn.Sequential(*parts, nn.Linear(50, 1), nn.Sigmoid())
train_and_test_classification_model(big_clf, 3000, 500)

# %% adam-short | 2000 epochs of Adam
# slow
parts = [nn.Linear(2, 50), nn.Tanh()]
for _ in range(5):
    parts += [nn.Linear(50, 50), nn.Tanh()]
big_clf = nn.Sequential(*parts, nn.Linear(50, 1), nn.Sigmoid())
train_and_test_classification_model(big_clf, 2000, 500, optimizer=optim.Adam(big_clf.parameters(), lr=1e-3))
