# %% old-data | one feature
X3, y3 = X, y
X3_t = torch.tensor(X3, dtype=torch.float32)
y3_t = torch.tensor(y3, dtype=torch.float32)
dl3 = DataLoader(TensorDataset(X3_t, y3_t), batch_size=50, shuffle=True)

# %% unseeded | no random state
X3, y3 = make_regression(n_samples=500, n_features=3, noise=10.0)
X3_t = torch.tensor(X3, dtype=torch.float32)
y3_t = torch.tensor(y3, dtype=torch.float32)
dl3 = DataLoader(TensorDataset(X3_t, y3_t), batch_size=50, shuffle=True)
