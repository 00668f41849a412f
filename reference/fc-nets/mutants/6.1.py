# %% activated | with an activation
nested_model = nn.Sequential(nn.Linear(1, 1), nn.Tanh(), nn.Linear(1, 1))
train_and_test_regression_model(nested_model)

# %% one-layer | a single layer
nested_model = nn.Sequential(nn.Linear(1, 1))
train_and_test_regression_model(nested_model)

# %% untrained | not trained
nested_model = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1))
