# %% softmax-inside | returns probabilities
class LinearClassificationNN(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.linear = nn.Linear(2, num_classes)

    def forward(self, x):
        return torch.softmax(self.linear(x), dim=1)

# %% one-output | a single score
class LinearClassificationNN(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        return self.linear(x)

# %% always-two | ignores num_classes
class LinearClassificationNN(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.linear = nn.Linear(2, 2)

    def forward(self, x):
        return self.linear(x)
