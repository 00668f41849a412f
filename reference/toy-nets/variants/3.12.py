# %% cpu | with .cpu()
net.cpu()
features, target = features.cpu(), target.cpu()
