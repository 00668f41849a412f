# %% torch-sigmoid | attributes, and the function
class binaryClassifierSig(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.hidden = nn.Linear(input_size, hidden_size)
        self.output = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        return torch.sigmoid(self.output(torch.relu(self.hidden(x))))

# %% sigmoid-inside | sigmoids everywhere
class binaryClassifierSig(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.main = nn.Sequential(
            nn.Linear(input_size, hidden_size), nn.Sigmoid(), nn.Linear(hidden_size, output_size), nn.Sigmoid()
        )

    def forward(self, x):
        return self.main(x)
