# %% other-model | bound to a model that nobody trains
LEARNING_RATE = 0.02
criterion = nn.MSELoss()
optimizer = optim.SGD(linearRegression(1, 1).parameters(), lr=LEARNING_RATE)

# %% faster | ten times the rate
LEARNING_RATE = 0.2
criterion = nn.MSELoss()
optimizer = optim.SGD(model_lin.parameters(), lr=LEARNING_RATE)

# %% absolute | another loss
LEARNING_RATE = 0.02
criterion = nn.L1Loss()
optimizer = optim.SGD(model_lin.parameters(), lr=LEARNING_RATE)
