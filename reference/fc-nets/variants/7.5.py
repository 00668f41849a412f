# %% ten-units | ten units, the helper's 20 000 epochs
# slow
my_clf_model = nn.Sequential(nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 1), nn.Sigmoid())
train_and_test_classification_model(my_clf_model, 20000, 2000)

# %% two-layers | two layers of ten units, 20 000 epochs
# slow
my_clf_model = nn.Sequential(
    nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 10), nn.Tanh(), nn.Linear(10, 1), nn.Sigmoid()
)
train_and_test_classification_model(my_clf_model, 20000, 2000)

# %% short | four units, 2000 epochs of Adam
my_clf_model = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1), nn.Sigmoid())
adam = optim.Adam(my_clf_model.parameters(), lr=0.01)
train_and_test_classification_model(my_clf_model, 2000, 500, optimizer=adam)

# %% logits | a model of logits with weight decay
my_clf_model = nn.Sequential(nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 1))
adam = optim.Adam(my_clf_model.parameters(), lr=0.03, weight_decay=1e-3)
for _ in range(500):
    adam.zero_grad()
    nn.functional.binary_cross_entropy_with_logits(my_clf_model(x_clf).squeeze(), y_clf.float()).backward()
    adam.step()
