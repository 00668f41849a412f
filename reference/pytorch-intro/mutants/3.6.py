# %% all-double | believes that PyTorch does as NumPy
dt_np = np.array([3.14159]).dtype
dt_t = torch.tensor(np.array([3.14159])).dtype
dt_64 = torch.tensor([3.14159], dtype=torch.float64).dtype

# %% single | forces NumPy down
dt_np = np.float32
dt_t = torch.tensor([3.14159]).dtype
dt_64 = torch.tensor([3.14159], dtype=torch.float64).dtype
