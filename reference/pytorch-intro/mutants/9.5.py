# %% double | keeps NumPy's type
X_t = torch.tensor(X)
y_t = torch.tensor(y)

# %% column | one column of targets
X_t = torch.tensor(X, dtype=torch.float32)
y_t = torch.tensor(y[:, None], dtype=torch.float32)
