# %% cube-inside | the sine of the cube
np.random.seed(2020)
Xn = np.sort(np.random.randn(500))
yn = Xn**2 + 15 * np.sin(Xn**3)
Xn_t = torch.tensor(Xn[:, None], dtype=torch.float32)
yn_t = torch.tensor(yn, dtype=torch.float32)
dl_n = DataLoader(TensorDataset(Xn_t, yn_t), batch_size=50, shuffle=True)

# %% unsorted | as they come
np.random.seed(2020)
Xn = np.random.randn(500)
yn = Xn**2 + 15 * np.sin(Xn) ** 3
Xn_t = torch.tensor(Xn[:, None], dtype=torch.float32)
yn_t = torch.tensor(yn, dtype=torch.float32)
dl_n = DataLoader(TensorDataset(Xn_t, yn_t), batch_size=50, shuffle=True)

# %% new-generator | the same seed in another generator
Xn = np.sort(np.random.default_rng(2020).standard_normal(500))
yn = Xn**2 + 15 * np.sin(Xn) ** 3
Xn_t = torch.tensor(Xn[:, None], dtype=torch.float32)
yn_t = torch.tensor(yn, dtype=torch.float32)
dl_n = DataLoader(TensorDataset(Xn_t, yn_t), batch_size=50, shuffle=True)

# %% flat | examples in one dimension
np.random.seed(2020)
Xn = np.sort(np.random.randn(500))
yn = Xn**2 + 15 * np.sin(Xn) ** 3
Xn_t = torch.tensor(Xn, dtype=torch.float32)
yn_t = torch.tensor(yn, dtype=torch.float32)
dl_n = DataLoader(TensorDataset(Xn_t, yn_t), batch_size=50, shuffle=True)
