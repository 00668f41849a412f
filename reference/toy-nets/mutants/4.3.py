# %% two-nodes | one node too few
net_h3 = train_model(features, target, OneHidden(2, 2, 1, nn.Sigmoid(), nn.Sigmoid()), 5e-2, 600)
loss_h3 = nn.BCELoss()(net_h3(features), target).item()

# %% identity | no hidden activation
net_h3 = train_model(features, target, OneHidden(2, 3, 1, nn.Identity(), nn.Sigmoid()), 5e-2, 600)
loss_h3 = nn.BCELoss()(net_h3(features), target).item()

# %% unregistered | a hidden layer in a plain list
class Listed(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 3)]
        self.output = nn.Linear(3, 1)

    def forward(self, x):
        return torch.sigmoid(self.output(torch.sigmoid(self.layers[0](x))))


net_h3 = train_model(features, target, Listed(), 5e-2, 600)
loss_h3 = nn.BCELoss()(net_h3(features), target).item()

# %% too-short | 1000 epochs with the slow rate
net_h3 = train_model(features, target, OneHidden(2, 3, 1, nn.Sigmoid(), nn.Sigmoid()), 1e-3, 1000)
loss_h3 = nn.BCELoss()(net_h3(features), target).item()

# %% two-layers | one hidden layer too many
net_h3 = train_model(features, target, ClassifierNet(2, 1, 2, 3, nn.Sigmoid(), nn.Sigmoid()), 5e-2, 600)
loss_h3 = nn.BCELoss()(net_h3(features), target).item()
