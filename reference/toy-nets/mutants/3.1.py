# %% base-two | logarithm to base two
criterion = nn.BCELoss()
bce_values = [-np.log2(p) for p in (0.01, 0.3, 0.5, 1.0)]

# %% class-zero | the losses for class 0
criterion = nn.BCELoss()
bce_values = [criterion(torch.tensor(p), torch.tensor(0.0)).item() for p in (0.01, 0.3, 0.5, 1.0)]

# %% swapped | class first, probability second
criterion = nn.BCELoss()
bce_values = [criterion(torch.tensor(1.0), torch.tensor(p)).item() for p in (0.01, 0.3, 0.5, 1.0)]

# %% squared | squared error
criterion = nn.MSELoss()
bce_values = [criterion(torch.tensor(p), torch.tensor(1.0)).item() for p in (0.01, 0.3, 0.5, 1.0)]
