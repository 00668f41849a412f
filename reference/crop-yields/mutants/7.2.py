# %% inputs-only | forgets the targets
train_ds = TensorDataset(inputs)

# %% five-rows | only the first year
train_ds = TensorDataset(inputs[:5], targets[:5])
print(train_ds[0:3])

# %% swapped | targets first
train_ds = TensorDataset(targets, inputs)
