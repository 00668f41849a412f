# %% old-predictions | compares the predictions from before the step
loss_after1 = mse(preds, targets)

# %% some-rows | looks at three regions only
loss_after1 = mse(model(inputs[:3]), targets[:3])
