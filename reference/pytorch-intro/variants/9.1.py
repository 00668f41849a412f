# %% other-name | another attribute
class linearRegression(nn.Module):
    def __init__(self, input_size, output_size):
        nn.Module.__init__(self)
        self.layer1 = nn.Linear(input_size, output_size)

    def forward(self, inputs):
        out = self.layer1(inputs)
        return out

# %% sequential | a Sequential inside
class linearRegression(nn.Module):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(input_size, output_size))

    def forward(self, x):
        return self.net(x)

# %% functional | its own parameters
class linearRegression(nn.Module):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(output_size, input_size) / 2)
        self.bias = nn.Parameter(torch.randn(output_size) / 2)

    def forward(self, x):
        return nn.functional.linear(x, self.weight, self.bias)
