# %% no-sigmoid | forgets the sigmoid
model_clf = nn.Sequential(nn.Linear(2, 1))

# %% one-input | one input
model_clf = nn.Sequential(nn.Linear(1, 1), nn.Sigmoid())

# %% two-outputs | two outputs
model_clf = nn.Sequential(nn.Linear(2, 2), nn.Sigmoid())

# %% softmax | softmax over a single output
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Softmax(dim=1))

# %% tanh-inside | bends before the sigmoid
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Tanh(), nn.Sigmoid())
