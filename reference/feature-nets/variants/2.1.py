# %% torch-tensor | copies, and names the type
X = torch.tensor(df[["x"]].values, dtype=torch.float32)
y = torch.tensor(df["y"].values, dtype=torch.float32).unsqueeze(1)

# %% view | reshapes in PyTorch
X = torch.from_numpy(df["x"].to_numpy().copy()).float().view(-1, 1)
y = torch.from_numpy(df["y"].to_numpy().copy()).float().view(-1, 1)
