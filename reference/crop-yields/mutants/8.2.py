# %% old-optimiser | the optimiser still holds model_lin
model_net = SimpleNet()
opt_net = torch.optim.SGD(model_lin.parameters(), lr=1e-5)
loss_fn = F.mse_loss

# %% plain-function | a function in place of a module
model_net = model
opt_net = torch.optim.SGD([w, b], lr=1e-5)
loss_fn = F.mse_loss
