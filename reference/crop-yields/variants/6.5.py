# %% detached | without the memory of how they were computed
preds = model(inputs).detach()
