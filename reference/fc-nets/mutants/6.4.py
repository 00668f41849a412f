# %% no-activations | a chain of linear layers
parts = [nn.Linear(1, 30)]
for _ in range(5):
    parts += [nn.Linear(30, 30)]
big_model = nn.Sequential(*parts, nn.Linear(30, 1))
train_and_test_regression_model(big_model, 300, optimizer=optim.Adam(big_model.parameters(), lr=3e-3))

# %% five-layers | five hidden layers
parts = [nn.Linear(1, 30), nn.Tanh()]
for _ in range(4):
    parts += [nn.Linear(30, 30), nn.Tanh()]
big_model = nn.Sequential(*parts, nn.Linear(30, 1))
train_and_test_regression_model(big_model, 800, optimizer=optim.Adam(big_model.parameters(), lr=3e-3))

# %% hundred-epochs | hardly trained
parts = [nn.Linear(1, 30), nn.Tanh()]
for _ in range(5):
    parts += [nn.Linear(30, 30), nn.Tanh()]
big_model = nn.Sequential(*parts, nn.Linear(30, 1))
train_and_test_regression_model(big_model, 100)

# %% not-in-order | a ModuleList of which one layer is used five times
class Big(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(1, 30)
        self.hidden = nn.ModuleList([nn.Linear(30, 30) for _ in range(5)])
        self.out = nn.Linear(30, 1)

    def forward(self, x):
        x = torch.tanh(self.first(x))
        for _ in self.hidden:
            x = torch.tanh(self.hidden[0](x))
        return self.out(x)


big_model = Big()
train_and_test_regression_model(big_model, 800, optimizer=optim.Adam(big_model.parameters(), lr=3e-3))
