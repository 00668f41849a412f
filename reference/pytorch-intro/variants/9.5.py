# %% float | converts afterwards
X_t = torch.from_numpy(X).float()
y_t = torch.as_tensor(y, dtype=torch.float32)
