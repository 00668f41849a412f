# %% sequential | a container inside
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 2))

    def forward(self, x):
        return self.layers(x)

# %% other-names | other names, and the function instead of the layer
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear1 = nn.Linear(3, 3)
        self.linear2 = nn.Linear(3, 2)

    def forward(self, x):
        x = F.relu(self.linear1(x))
        return self.linear2(x)

# %% container | derives from the container
class SimpleNet(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 2))
