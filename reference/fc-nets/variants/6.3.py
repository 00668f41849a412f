# %% in-forward | torch.tanh in forward
class Unit(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner, self.outer = nn.Linear(1, 1), nn.Linear(1, 1)

    def forward(self, x):
        return self.outer(torch.tanh(self.inner(x)))


tanh_model = Unit()
train_and_test_regression_model(tanh_model)

# %% elu | an ELU unit instead
tanh_model = nn.Sequential(nn.Linear(1, 1), nn.ELU(), nn.Linear(1, 1))
train_and_test_regression_model(tanh_model)

# %% sigmoid | a sigmoid unit, for a little longer
tanh_model = nn.Sequential(nn.Linear(1, 1), nn.Sigmoid(), nn.Linear(1, 1))
train_and_test_regression_model(tanh_model, 1500, optimizer=optim.Adam(tanh_model.parameters(), lr=0.03))
