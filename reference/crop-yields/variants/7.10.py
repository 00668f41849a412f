# %% no-grad | without tracking
with torch.no_grad():
    preds = model_lin(inputs)
