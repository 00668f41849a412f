# %% list | through a list of Python floats
X_bridge = torch.rand(3, 3)
X_numpy = np.array(X_bridge.tolist())

# %% capital | a method that does not exist
X_bridge = torch.rand(3, 3)
X_numpy = X_bridge.Numpy()

# %% still-tensor | no conversion
X_bridge = torch.rand(3, 3)
X_numpy = X_bridge.clone()

# %% copy | a copy
X_bridge = torch.rand(3, 3)
X_numpy = np.array(X_bridge)
