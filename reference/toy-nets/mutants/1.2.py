# %% seed-zero | another seed
features, target = generate_binary_data(1000, seed=0)

# %% transposed | points in columns
features, target = generate_binary_data(1000, seed=100)
features = features.T

# %% fewer | a hundred points of each class
features, target = generate_binary_data(100, seed=100)
