# %% moved | makes it and moves it
X_dev = torch.rand(2, 2, 2).to(device)
