# %% randn-times-std | scales standard normal numbers
def sin_data(n_samples=50, noise_std=0.3):
    x = np.linspace(-3, 3, num=n_samples)
    y = np.sin(x) + noise_std * np.random.randn(n_samples)
    table = pd.DataFrame()
    table["x"] = x
    table["y"] = y
    return table


df = sin_data()

# %% own-generator | draws from a generator of its own, so only the structure can be compared
def sin_data(n_samples=50, noise_std=0.3):
    rng = np.random.default_rng(42)
    x = np.linspace(-3, 3, n_samples)
    return pd.DataFrame({"x": x, "y": np.sin(x) + rng.normal(0, noise_std, n_samples)})


df = sin_data()
