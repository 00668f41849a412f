# %% relu-on-output | bends the output as well
class SimpleNN(nn.Module):
    def __init__(self, num_features=30):
        super().__init__()
        self.layer1 = nn.Linear(1, num_features)
        self.activation = nn.ReLU()
        self.layer2 = nn.Linear(num_features, 1)

    def forward(self, x):
        return self.activation(self.layer2(self.activation(self.layer1(x))))

# %% not-used | has an activation and does not call it
class SimpleNN(nn.Module):
    def __init__(self, num_features=30):
        super().__init__()
        self.layer1 = nn.Linear(1, num_features)
        self.activation = nn.ReLU()
        self.layer2 = nn.Linear(num_features, 1)

    def forward(self, x):
        return self.layer2(self.layer1(x))

# %% always-thirty | ignores num_features
class SimpleNN(nn.Module):
    def __init__(self, num_features=30):
        super().__init__()
        self.layer1 = nn.Linear(1, 30)
        self.activation = nn.ReLU()
        self.layer2 = nn.Linear(30, 1)

    def forward(self, x):
        return self.layer2(self.activation(self.layer1(x)))

# %% no-match | the second layer cannot take in what the first puts out
class SimpleNN(nn.Module):
    def __init__(self, num_features=30):
        super().__init__()
        self.layer1 = nn.Linear(1, num_features)
        self.activation = nn.ReLU()
        self.layer2 = nn.Linear(1, 1)

    def forward(self, x):
        return self.layer2(self.activation(self.layer1(x)))

# %% no-module | bends with a function, so no hook can listen
class SimpleNN(nn.Module):
    def __init__(self, num_features=30):
        super().__init__()
        self.layer1 = nn.Linear(1, num_features)
        self.layer2 = nn.Linear(num_features, 1)

    def forward(self, x):
        return self.layer2(torch.relu(self.layer1(x)))
