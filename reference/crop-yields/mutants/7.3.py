# %% batches-of-three | five batches of three
batch_size = 3
train_dl = DataLoader(train_ds, batch_size, shuffle=True)

# %% torn-apart | shuffles inputs and targets independently
batch_size = 5
train_dl = DataLoader(
    TensorDataset(inputs[torch.randperm(15)], targets[torch.randperm(15)]), batch_size, shuffle=True
)

# %% not-shuffled | always the same order
batch_size = 5
train_dl = DataLoader(train_ds, batch_size)
