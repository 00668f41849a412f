# %% small-batches | fifty batches
BATCH_SIZE = 10
dataset = TensorDataset(X_t, y_t)
dataloader = DataLoader(dataset, batch_size=BATCH_SIZE, shuffle=True)

# %% in-order | not shuffled
BATCH_SIZE = 50
dataset = TensorDataset(X_t, y_t)
dataloader = DataLoader(dataset, batch_size=BATCH_SIZE)

# %% drops | leaves the rest out
BATCH_SIZE = 48
dataset = TensorDataset(X_t, y_t)
dataloader = DataLoader(dataset, batch_size=BATCH_SIZE, shuffle=True, drop_last=True)

# %% inputs-only | no targets
BATCH_SIZE = 50
dataset = TensorDataset(X_t)
dataloader = DataLoader(dataset, batch_size=BATCH_SIZE, shuffle=True)
