# %% attributes | attribute style
class deepRegression(nn.Module):
    def __init__(self, input_size, hidden_size_1, hidden_size_2, output_size):
        super().__init__()
        self.first = nn.Linear(input_size, hidden_size_1)
        self.second = nn.Linear(hidden_size_1, hidden_size_2)
        self.last = nn.Linear(hidden_size_2, output_size)

    def forward(self, x):
        x = torch.sigmoid(self.first(x))
        x = torch.sigmoid(self.second(x))
        return self.last(x)

# %% module-list | a ModuleList
class deepRegression(nn.Module):
    def __init__(self, *sizes):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer(x).sigmoid()
        return self.layers[-1](x)
