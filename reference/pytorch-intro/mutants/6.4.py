# %% cpu | forgets the device
X_dev = torch.rand(2, 2, 2)

# %% flat | two dimensions
X_dev = torch.rand(2, 2, device=device)
