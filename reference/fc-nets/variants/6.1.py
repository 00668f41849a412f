# %% own-class | a class with two layers
class Nested(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(1, 1)
        self.second = nn.Linear(1, 1)

    def forward(self, x):
        return self.second(self.first(x))


nested_model = Nested()
train_and_test_regression_model(nested_model)

# %% adam | with Adam
nested_model = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1))
train_and_test_regression_model(nested_model, 800, optimizer=optim.Adam(nested_model.parameters(), lr=0.05))
