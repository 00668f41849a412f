# %% named-container | a container with named parts
from collections import OrderedDict


class SimpleNN(nn.Sequential):
    def __init__(self, num_features=30):
        super().__init__(
            OrderedDict(
                layer1=nn.Linear(1, num_features), activation=nn.ReLU(), layer2=nn.Linear(num_features, 1)
            )
        )

# %% step-by-step | one line per layer
class SimpleNN(nn.Module):
    def __init__(self, num_features=30):
        super(SimpleNN, self).__init__()
        self.layer2 = nn.Linear(num_features, 1)
        self.activation = nn.ReLU(inplace=True)
        self.layer1 = nn.Linear(1, num_features)

    def forward(self, x):
        x = self.layer1(x)
        x = self.activation(x)
        x = self.layer2(x)
        return x
