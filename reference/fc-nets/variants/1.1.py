# %% sequential | a chain of one
reg_model = nn.Sequential(nn.Linear(1, 1))

# %% own-class | a module of one's own
class Line(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


reg_model = Line()
