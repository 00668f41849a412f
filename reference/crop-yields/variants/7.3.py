# %% generator | shuffles with a generator of its own
batch_size = 5
train_dl = DataLoader(train_ds, batch_size=batch_size, shuffle=True, generator=torch.Generator().manual_seed(1))
