# %% no-grad | without tracking
with torch.no_grad():
    loss_init = loss_fn(model_lin(inputs), targets)
