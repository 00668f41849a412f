# %% five-rows | one year only
preds = model_lin(inputs[:5])

# %% before-training | keeps what the untrained layer said
preds = early
# cell 7.9
early = model_lin(inputs).detach()
fit(100, model_lin, loss_fn, opt)
