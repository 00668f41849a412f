# %% power | other ways to write it
np.random.seed(2020)
Xn = np.random.randn(500)
Xn.sort()
yn = (Xn**2) + 15 * np.power(np.sin(Xn), 3)
Xn_t = torch.from_numpy(Xn).float().unsqueeze(1)
yn_t = torch.from_numpy(yn).float()
dl_n = DataLoader(TensorDataset(Xn_t, yn_t), 50, shuffle=True)
