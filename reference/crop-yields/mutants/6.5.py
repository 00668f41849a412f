# %% stale | the predictions from before the training
_, _, old_w, old_b = same_start()
preds = inputs @ old_w.t() + old_b

# %% drawn-again | draws new weights first
w = torch.randn(2, 3, requires_grad=True)
b = torch.randn(2, requires_grad=True)
preds = model(inputs)
