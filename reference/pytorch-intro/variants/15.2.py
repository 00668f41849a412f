# %% log-softmax | log-probabilities
class multiClassifier(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.main = nn.Sequential(
            nn.Linear(input_size, hidden_size), nn.ReLU(), nn.Linear(hidden_size, output_size), nn.LogSoftmax(dim=1)
        )

    def forward(self, x):
        return self.main(x)

# %% attributes | attribute style
class multiClassifier(torch.nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.a = nn.Linear(input_size, hidden_size)
        self.b = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        return self.b(nn.functional.relu(self.a(x)))
