# %% old-optimiser | the optimiser of the linear model
fit(100, model_net, loss_fn, opt)

# %% not-reset | a loop of its own that forgets the reset
for _ in range(100):
    for xb, yb in train_dl:
        loss_fn(model_net(xb), yb).backward()
        opt_net.step()

# %% one-epoch | a single epoch
fit(1, model_net, loss_fn, opt_net)

# %% dead | a seed whose hidden units are all off
torch.manual_seed(11)
model_net = SimpleNet()
opt_net = torch.optim.SGD(model_net.parameters(), lr=1e-5)
fit(100, model_net, loss_fn, opt_net)
