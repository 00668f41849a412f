# %% other-seed | starts again from another seed
torch.manual_seed(2)
model_net = SimpleNet()
opt_net = torch.optim.SGD(model_net.parameters(), lr=1e-5)
fit(100, model_net, loss_fn, opt_net)

# %% adam | another optimiser
fit(300, model_net, loss_fn, torch.optim.Adam(model_net.parameters(), lr=0.01))

# %% sixteen-units | a wider net
class Wide(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 2))

    def forward(self, x):
        return self.layers(x)


model_net = Wide()
opt_net = torch.optim.SGD(model_net.parameters(), lr=1e-5)
fit(100, model_net, loss_fn, opt_net)
