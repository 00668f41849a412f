# %% adam | another optimiser, trained for longer
opt = torch.optim.Adam(model_lin.parameters(), lr=0.1)
# cell 7.9
fit(300, model_lin, loss_fn, opt)
