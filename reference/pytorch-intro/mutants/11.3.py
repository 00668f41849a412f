# %% linear | no activation
class nonlinRegression(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.hidden = nn.Linear(input_size, hidden_size)
        self.output = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        return self.output(self.hidden(x))

# %% bounded | a sigmoid at the end as well
class nonlinRegression(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.hidden = nn.Linear(input_size, hidden_size)
        self.sigmoid = nn.Sigmoid()
        self.output = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        return self.sigmoid(self.output(self.sigmoid(self.hidden(x))))

# %% exchanged | sizes mixed up
class nonlinRegression(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.hidden = nn.Linear(input_size, output_size)
        self.output = nn.Linear(output_size, hidden_size)

    def forward(self, x):
        return self.output(torch.sigmoid(self.hidden(x)))

# %% unregistered | makes its layers in forward
class nonlinRegression(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.sizes = (input_size, hidden_size, output_size)

    def forward(self, x):
        hidden = nn.Linear(self.sizes[0], self.sizes[1])
        output = nn.Linear(self.sizes[1], self.sizes[2])
        return output(torch.sigmoid(hidden(x)))
