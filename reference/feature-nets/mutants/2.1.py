# %% flat-targets | y without the column
X = torch.from_numpy(df[["x"]].to_numpy().astype(np.float32))
y = torch.from_numpy(df["y"].to_numpy().astype(np.float32))

# %% double | leaves float64
X = torch.from_numpy(df[["x"]].to_numpy().copy())
y = torch.from_numpy(df[["y"]].to_numpy().copy())

# %% row | one row with fifty columns
X = torch.tensor(df["x"].to_numpy(), dtype=torch.float32).reshape(1, -1)
y = torch.tensor(df["y"].to_numpy(), dtype=torch.float32).reshape(1, -1)

# %% rounded | loses digits on the way
X = torch.tensor(df[["x"]].round(2).to_numpy(), dtype=torch.float32)
y = torch.tensor(df[["y"]].round(2).to_numpy(), dtype=torch.float32)
