# %% column | the target stays a column
features, target = features.numpy(), target.numpy()

# %% tensors | flat, but still tensors
target = target.flatten()
