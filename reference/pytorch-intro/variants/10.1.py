# %% float | other ways to convert
X3, y3 = make_regression(500, 3, noise=10, random_state=0)
X3_t, y3_t = torch.from_numpy(X3).float(), torch.from_numpy(y3).float()
dl3 = DataLoader(list(zip(X3_t, y3_t)), 50, shuffle=True)
