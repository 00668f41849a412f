# %% no-activation | no hidden activation
small_clf = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1), nn.Sigmoid())
adam = optim.Adam(small_clf.parameters(), lr=0.05)
train_and_test_classification_model(small_clf, 400, optimizer=adam)

# %% thousand-passes | a thousand epochs of SGD
small_clf = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1), nn.Sigmoid())
train_and_test_classification_model(small_clf, 1000)

# %% no-output-sigmoid | a hidden sigmoid, and none at the end
small_clf = nn.Sequential(nn.Linear(2, 2), nn.Sigmoid(), nn.Linear(2, 1))
train_and_test_classification_model(small_clf, 400)

# %% one-unit | one hidden unit
small_clf = nn.Sequential(nn.Linear(2, 1), nn.Tanh(), nn.Linear(1, 1), nn.Sigmoid())
adam = optim.Adam(small_clf.parameters(), lr=0.05)
train_and_test_classification_model(small_clf, 400, optimizer=adam)
