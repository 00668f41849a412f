# %% noise-on-x | adds the noise to x
def sin_data(n_samples=50, noise_std=0.3):
    x = np.linspace(-3, 3, n_samples) + np.random.normal(0, noise_std, n_samples)
    return pd.DataFrame({"x": x, "y": np.sin(x)})


df = sin_data()

# %% fixed-noise | ignores noise_std
def sin_data(n_samples=50, noise_std=0.3):
    x = np.linspace(-3, 3, n_samples)
    return pd.DataFrame({"x": x, "y": np.sin(x) + np.random.normal(0, 0.3, n_samples)})


df = sin_data()

# %% uniform | uniform noise with the right standard deviation
def sin_data(n_samples=50, noise_std=0.3):
    x = np.linspace(-3, 3, n_samples)
    half = noise_std * 3**0.5
    return pd.DataFrame({"x": x, "y": np.sin(x) + np.random.uniform(-half, half, n_samples)})


df = sin_data()

# %% degrees | takes x for degrees
def sin_data(n_samples=50, noise_std=0.3):
    x = np.linspace(-3, 3, n_samples)
    return pd.DataFrame({"x": x, "y": np.sin(np.deg2rad(x)) + np.random.normal(0, noise_std, n_samples)})


df = sin_data()

# %% seed-moved | draws before it seeds
def sin_data(n_samples=50, noise_std=0.3):
    x = np.linspace(-3, 3, n_samples)
    return pd.DataFrame({"x": x, "y": np.sin(x) + np.random.normal(0, noise_std, n_samples)})


np.random.seed(0)
df = sin_data()
