# %% other-name | another attribute, old style of super
class LinearRegressionNN(nn.Module):
    def __init__(self):
        super(LinearRegressionNN, self).__init__()
        self.layer = nn.Linear(in_features=1, out_features=1)

    def forward(self, inputs):
        y_hat = self.layer(inputs)
        return y_hat

# %% container | a container with one layer
class LinearRegressionNN(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Linear(1, 1))
