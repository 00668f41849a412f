# %% number | the library's function, and a plain number
loss_after1 = F.mse_loss(model(inputs), targets).item()
