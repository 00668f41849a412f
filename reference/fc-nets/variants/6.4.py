# %% full-length | 50 000 epochs of SGD
# slow
big_model = nn.Sequential(
    nn.Linear(1, 30),
    nn.Tanh(),
    nn.Linear(30, 30),
    nn.Tanh(),
    nn.Linear(30, 30),
    nn.Tanh(),
    nn.Linear(30, 30),
    nn.Tanh(),
    nn.Linear(30, 30),
    nn.Tanh(),
    nn.Linear(30, 30),
    nn.Tanh(),
    nn.Linear(30, 1),
)
train_and_test_regression_model(big_model, num_epochs=50000, reporting_interval=5000)

# %% sgd-short | 5000 epochs of SGD
parts = [nn.Linear(1, 30), nn.Tanh()]
for _ in range(5):
    parts += [nn.Linear(30, 30), nn.Tanh()]
big_model = nn.Sequential(*parts, nn.Linear(30, 1))
train_and_test_regression_model(big_model, 5000, 500)

# %% module-list | a ModuleList, 2000 epochs of Adam
class Big(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.ModuleList([nn.Linear(1, 30)] + [nn.Linear(30, 30) for _ in range(5)])
        self.out = nn.Linear(30, 1)

    def forward(self, x):
        for layer in self.hidden:
            x = torch.tanh(layer(x))
        return self.out(x)


big_model = Big()
train_and_test_regression_model(big_model, 2000, 500, optimizer=optim.Adam(big_model.parameters(), lr=1e-3))
