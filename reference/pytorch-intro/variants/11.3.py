# %% torch-sigmoid | the function in forward
class nonlinRegression(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.output = nn.Linear(hidden_size, output_size)
        self.hidden = nn.Linear(input_size, hidden_size)

    def forward(self, x):
        return self.output(torch.sigmoid(self.hidden(x)))
