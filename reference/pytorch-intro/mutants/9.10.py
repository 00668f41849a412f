# %% iterator | no batch at all
XX = iter(dataloader)
yy = None

# %% one-pair | a single pair
XX, yy = dataloader.dataset[0]
