# %% adam | another optimiser, trained for longer
model_net = SimpleNet()
opt_net = torch.optim.Adam(model_net.parameters(), lr=0.01)
loss_fn = nn.MSELoss()
# cell 8.3
fit(300, model_net, loss_fn, opt_net)
