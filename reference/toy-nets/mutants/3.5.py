# %% double | keeps float64
features = torch.from_numpy(features).to(device)
target = torch.from_numpy(target).float().to(device)

# %% integer-classes | keeps the classes integers
features = torch.from_numpy(features).float().to(device)
target = torch.from_numpy(target).to(device)

# %% arrays | stays with NumPy
features = features.astype("float32")
target = target.astype("float32")
