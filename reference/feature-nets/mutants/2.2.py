# %% no-bias | a line through the origin
class LinearRegressionNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1, bias=False)

    def forward(self, x):
        return self.linear(x)

# %% with-relu | bends the line
class LinearRegressionNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return torch.relu(self.linear(x))

# %% not-stored | makes a new layer in every call
class LinearRegressionNN(nn.Module):
    def forward(self, x):
        return nn.Linear(1, 1)(x)
