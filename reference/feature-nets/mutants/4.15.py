# %% exchanged | features and classes swapped
class SimpleClassificationNN(nn.Module):
    def __init__(self, num_features=10, num_classes=2):
        super().__init__()
        self.layer1 = nn.Linear(2, num_features)
        self.activation = nn.ReLU()
        self.layer2 = nn.Linear(num_features, num_classes)

    def forward(self, x):
        return self.layer2(self.activation(self.layer1(x)))

# %% no-relu | two linear layers are one
class SimpleClassificationNN(nn.Module):
    def __init__(self, num_classes=2, num_features=10):
        super().__init__()
        self.layer1 = nn.Linear(2, num_features)
        self.layer2 = nn.Linear(num_features, num_classes)

    def forward(self, x):
        return self.layer2(self.layer1(x))

# %% softmax-inside | returns probabilities
class SimpleClassificationNN(nn.Module):
    def __init__(self, num_classes=2, num_features=10):
        super().__init__()
        self.layer1 = nn.Linear(2, num_features)
        self.activation = nn.ReLU()
        self.layer2 = nn.Linear(num_features, num_classes)

    def forward(self, x):
        return torch.softmax(self.layer2(self.activation(self.layer1(x))), dim=1)
