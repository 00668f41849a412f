# %% ten-units | one layer of ten units, the helper's 10 000 epochs
# slow
my_reg_model = nn.Sequential(nn.Linear(1, 10), nn.Tanh(), nn.Linear(10, 1))
train_and_test_regression_model(my_reg_model, num_epochs=10000, reporting_interval=1000)

# %% two-layers | two layers of ten units, the helper's 10 000 epochs
# slow
my_reg_model = nn.Sequential(nn.Linear(1, 10), nn.Tanh(), nn.Linear(10, 10), nn.Tanh(), nn.Linear(10, 1))
train_and_test_regression_model(my_reg_model, num_epochs=10000, reporting_interval=1000)

# %% thirty-units | one layer of thirty units with Adam
my_reg_model = nn.Sequential(nn.Linear(1, 30), nn.Tanh(), nn.Linear(30, 1))
adam = optim.Adam(my_reg_model.parameters(), lr=0.01)
train_and_test_regression_model(my_reg_model, 3000, 500, optimizer=adam)

# %% elu | ELU units
my_reg_model = nn.Sequential(nn.Linear(1, 20), nn.ELU(), nn.Linear(20, 20), nn.ELU(), nn.Linear(20, 1))
adam = optim.Adam(my_reg_model.parameters(), lr=0.01)
train_and_test_regression_model(my_reg_model, 1500, 500, optimizer=adam)

# %% weight-decay | with weight decay and a little dropout
my_reg_model = nn.Sequential(nn.Linear(1, 30), nn.Tanh(), nn.Dropout(0.02), nn.Linear(30, 1))
adam = optim.Adam(my_reg_model.parameters(), lr=0.02, weight_decay=1e-4)
train_and_test_regression_model(my_reg_model, 1500, 500, optimizer=adam)
my_reg_model.eval()

# %% teacher | trained on the curve without noise: it cannot be told apart
x_more = torch.linspace(-3.4, 3.4, 300)[:, None]
y_more = 2 * x_more + 3 * torch.sin(3 * x_more) + 1
my_reg_model = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
adam = optim.Adam(my_reg_model.parameters(), lr=0.03)
for _ in range(1000):
    adam.zero_grad()
    ((my_reg_model(x_more) - y_more) ** 2).mean().backward()
    adam.step()
