# %% linear | a line
my_reg_model = nn.Sequential(nn.Linear(1, 1))
train_and_test_regression_model(my_reg_model, 300)

# %% two-units | two hidden units
my_reg_model = nn.Sequential(nn.Linear(1, 2), nn.Tanh(), nn.Linear(2, 1))
adam = optim.Adam(my_reg_model.parameters(), lr=0.03)
train_and_test_regression_model(my_reg_model, 800, optimizer=adam)

# %% overfitted | six layers of thirty units, for far too long
# slow
sizes = [1] + 6 * [30]
hidden = [part for a, b in zip(sizes, sizes[1:]) for part in (nn.Linear(a, b), nn.Tanh())]
my_reg_model = nn.Sequential(*hidden, nn.Linear(30, 1))
adam = optim.Adam(my_reg_model.parameters(), lr=3e-3)
train_and_test_regression_model(my_reg_model, 4000, 1000, optimizer=adam)

# %% spikes | learns the noise of every point by heart
class Memory(nn.Module):
    def __init__(self):
        super().__init__()
        self.x, self.y = x_reg.clone(), y_reg.clone()

    def forward(self, x):
        return self.y[(x - self.x.T).abs().argmin(dim=1)].unsqueeze(1)


my_reg_model = Memory()

# %% untrained | not trained
my_reg_model = nn.Sequential(nn.Linear(1, 10), nn.Tanh(), nn.Linear(10, 1))
