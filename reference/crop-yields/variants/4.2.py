# %% functional | the library's function
loss = F.mse_loss(preds, targets)
