# %% whole-labels | labels of int64
Xc, yc = make_circles(n_samples=300, factor=0.5, noise=0.1, random_state=2020)
Xc_t = torch.tensor(Xc, dtype=torch.float32)
yc_t = torch.tensor(yc)
plot_classification_2d(Xc, yc)

# %% factor | rings too close
Xc, yc = make_circles(n_samples=300, factor=0.8, noise=0.1, random_state=2020)
Xc_t = torch.tensor(Xc, dtype=torch.float32)
yc_t = torch.tensor(yc, dtype=torch.float32)
plot_classification_2d(Xc, yc)

# %% no-noise | rings too thin
Xc, yc = make_circles(n_samples=300, factor=0.5, noise=0, random_state=2020)
Xc_t = torch.tensor(Xc, dtype=torch.float32)
yc_t = torch.tensor(yc, dtype=torch.float32)
plot_classification_2d(Xc, yc)
