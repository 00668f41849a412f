# %% linspace | with the number of points
xx = torch.linspace(1.1 * X.min().item(), 1.1 * X.max().item(), 661)[:, None]
yy = net(xx).detach()

# %% numpy | made by NumPy
xx = torch.from_numpy(np.arange(-3.3, 3.3, 0.01).astype("float32").reshape(-1, 1))
with torch.inference_mode():
    yy = net(xx)
