# %% unseeded | no random state
X, y = make_regression(n_samples=500, n_features=1, noise=10.0)

# %% quiet | less noise
X, y = make_regression(n_samples=500, n_features=1, random_state=0, noise=1.0)

# %% fifty | too few
X, y = make_regression(n_samples=50, n_features=1, random_state=0, noise=10.0)
