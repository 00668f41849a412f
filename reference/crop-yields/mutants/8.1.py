# %% relu-last | the activation after the output
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 3)
        self.output = nn.Linear(3, 2)

    def forward(self, x):
        return F.relu(self.output(self.hidden(x)))

# %% relu-twice | the activation after both layers
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 3)
        self.output = nn.Linear(3, 2)

    def forward(self, x):
        return F.relu(self.output(F.relu(self.hidden(x))))

# %% no-relu | two linear layers are one
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 3)
        self.output = nn.Linear(3, 2)

    def forward(self, x):
        return self.output(self.hidden(x))

# %% wrong-size | three outputs
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 3)
        self.output = nn.Linear(3, 3)

    def forward(self, x):
        return self.output(F.relu(self.hidden(x)))

# %% not-registered | layers in a plain list
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 2)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
