# %% double | converts
dt_np = np.array([1.0, 2.0]).dtype
dt_t = torch.tensor([1.0, 2]).dtype
dt_64 = torch.tensor([3.14159]).double().dtype

# %% names | texts
dt_np = "float64"
dt_t = torch.float32
dt_64 = torch.double
