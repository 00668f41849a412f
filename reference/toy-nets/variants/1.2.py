# %% by-default | leaves out what is the default, and copies to float32
features, target = generate_binary_data(seed=100)
features = features.astype(np.float32)
