# %% derived | derives from the layer itself
class LinearClassificationNN(nn.Linear):
    def __init__(self, num_classes=2):
        super().__init__(2, num_classes)

# %% container | a container inside
class LinearClassificationNN(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.stack = nn.Sequential(nn.Linear(2, num_classes))

    def forward(self, x):
        return self.stack(x)
