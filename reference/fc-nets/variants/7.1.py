# %% full-length | 10 000 epochs of SGD
# slow
small_clf = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1), nn.Sigmoid())
train_and_test_classification_model(small_clf, 10000, 1000)

# %% short | 2000 epochs of Adam
small_clf = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1), nn.Sigmoid())
adam = optim.Adam(small_clf.parameters(), lr=0.01)
train_and_test_classification_model(small_clf, 2000, 500, optimizer=adam)

# %% sigmoid-hidden | sigmoids in the hidden layer too, and a loss from the library
small_clf = nn.Sequential(nn.Linear(2, 2), nn.Sigmoid(), nn.Linear(2, 1), nn.Sigmoid())
adam = optim.Adam(small_clf.parameters(), lr=0.05)
for _ in range(1500):
    adam.zero_grad()
    nn.BCELoss()(small_clf(x_clf).squeeze(), y_clf.float()).backward()
    adam.step()
