# %% vectorised | all draws at once, in the same order
def generate_binary_data(N_examples=1000, seed=None):
    if seed is not None:
        np.random.seed(seed)
    draws = np.random.uniform(size=(2 * N_examples, 2))
    target = np.tile([0, 1], N_examples)
    r, theta = draws[:, 0] + 3 * target, 2 * np.pi * draws[:, 1]
    return np.column_stack([r * np.cos(theta), r * np.sin(theta)]), target

# %% other-generator | draws with default_rng
def generate_binary_data(N_examples=1000, seed=None):
    rng = np.random.default_rng(seed)
    target = np.arange(2 * N_examples) % 2
    r = rng.uniform(size=2 * N_examples) + 3 * target
    theta = rng.uniform(0, 2 * np.pi, size=2 * N_examples)
    return np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1), target

# %% single-precision | returns float32
def generate_binary_data(N_examples=1000, seed=None):
    if seed is not None:
        np.random.seed(seed)
    features, target = [], []
    for i in range(N_examples):
        r = np.random.uniform()
        theta = np.random.uniform(0, 2 * np.pi)
        features.append([r * np.cos(theta), r * np.sin(theta)])
        target.append(0)
        r = 3 + np.random.uniform()
        theta = np.random.uniform(0, 2 * np.pi)
        features.append([r * np.cos(theta), r * np.sin(theta)])
        target.append(1)
    return np.array(features, dtype=np.float32), np.array(target, dtype=np.float32)
