# %% no-activation | no activation, and a lower loss
tanh_model = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1))
train_and_test_regression_model(tanh_model)

# %% tanh-last | the tanh at the end
tanh_model = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1), nn.Tanh())
train_and_test_regression_model(tanh_model)

# %% dead-relu | a ReLU that is off
tanh_model = nn.Sequential(nn.Linear(1, 1), nn.ReLU(), nn.Linear(1, 1))
tanh_model[0].weight.data[:], tanh_model[0].bias.data[:] = 0.1, -5.0
train_and_test_regression_model(tanh_model)
