# %% detached | the cautious way
X_bridge = torch.rand(3, 3)
X_numpy = X_bridge.detach().cpu().numpy()

# %% asarray | NumPy asks
X_bridge = torch.randn(3, 3)
X_numpy = np.asarray(X_bridge)
