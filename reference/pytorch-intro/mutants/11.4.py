# %% one-more | an extra layer
class nonlinRegressionSeq(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.main = nn.Sequential(
            nn.Linear(input_size, hidden_size),
            nn.Sigmoid(),
            nn.Linear(hidden_size, hidden_size),
            nn.Linear(hidden_size, output_size),
        )

    def forward(self, x):
        return self.main(x)

# %% late | the activation at the end
class nonlinRegressionSeq(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.main = nn.Sequential(
            nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, output_size), nn.Sigmoid()
        )

    def forward(self, x):
        return self.main(x)
