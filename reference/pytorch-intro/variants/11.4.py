# %% named | an OrderedDict with names
from collections import OrderedDict


class nonlinRegressionSeq(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.net = nn.Sequential(
            OrderedDict(
                hidden=nn.Linear(input_size, hidden_size),
                squeeze=nn.Sigmoid(),
                output=nn.Linear(hidden_size, output_size),
            )
        )

    def forward(self, x):
        return self.net(x)
