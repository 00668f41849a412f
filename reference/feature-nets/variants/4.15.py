# %% container | a container inside
class SimpleClassificationNN(nn.Module):
    def __init__(self, num_classes=2, num_features=10):
        super().__init__()
        self.stack = nn.Sequential(
            nn.Linear(2, num_features), nn.ReLU(), nn.Linear(num_features, num_classes)
        )

    def forward(self, x):
        return self.stack(x)

# %% functional | the function in place of the module
class SimpleClassificationNN(nn.Module):
    def __init__(self, num_classes=2, num_features=10):
        super(SimpleClassificationNN, self).__init__()
        self.hidden = nn.Linear(2, num_features)
        self.scores = nn.Linear(num_features, num_classes)

    def forward(self, x):
        return self.scores(torch.relu(self.hidden(x)))
