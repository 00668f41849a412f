# %% even-area | spreads the disc evenly over its area
def generate_binary_data(N_examples=1000, seed=None):
    if seed is not None:
        np.random.seed(seed)
    features, target = [], []
    for _ in range(N_examples):
        for label in (0, 1):
            r = 3 + np.random.uniform() if label else np.sqrt(np.random.uniform())
            theta = np.random.uniform(0, 2 * np.pi)
            features.append([r * np.cos(theta), r * np.sin(theta)])
            target.append(label)
    return np.array(features), np.array(target)

# %% ring-too-close | a ring from 2 to 3
def generate_binary_data(N_examples=1000, seed=None):
    if seed is not None:
        np.random.seed(seed)
    features, target = [], []
    for _ in range(N_examples):
        for label in (0, 1):
            r = 2 * label + np.random.uniform()
            theta = np.random.uniform(0, 2 * np.pi)
            features.append([r * np.cos(theta), r * np.sin(theta)])
            target.append(label)
    return np.array(features), np.array(target)

# %% blown-up-disc | three times a uniform number instead of three plus one
def generate_binary_data(N_examples=1000, seed=None):
    if seed is not None:
        np.random.seed(seed)
    features, target = [], []
    for _ in range(N_examples):
        for label in (0, 1):
            r = (3 if label else 1) * np.random.uniform()
            theta = np.random.uniform(0, 2 * np.pi)
            features.append([r * np.cos(theta), r * np.sin(theta)])
            target.append(label)
    return np.array(features), np.array(target)

# %% class-by-class | all points of class 0 come first
def generate_binary_data(N_examples=1000, seed=None):
    if seed is not None:
        np.random.seed(seed)
    target = np.repeat([0, 1], N_examples)
    r = np.random.uniform(size=2 * N_examples) + 3 * target
    theta = np.random.uniform(0, 2 * np.pi, size=2 * N_examples)
    return np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1), target

# %% seed-ignored | takes the seed and forgets it
def generate_binary_data(N_examples=1000, seed=None):
    target = np.arange(2 * N_examples) % 2
    r = np.random.uniform(size=2 * N_examples) + 3 * target
    theta = np.random.uniform(0, 2 * np.pi, size=2 * N_examples)
    return np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1), target

# %% always-the-same | seeds although there is no seed
def generate_binary_data(N_examples=1000, seed=None):
    np.random.seed(seed or 0)
    draws = np.random.uniform(size=(2 * N_examples, 2))
    target = np.arange(2 * N_examples) % 2
    r, theta = draws[:, 0] + 3 * target, 2 * np.pi * draws[:, 1]
    return np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1), target

# %% half-as-many | N_examples points altogether
def generate_binary_data(N_examples=1000, seed=None):
    if seed is not None:
        np.random.seed(seed)
    draws = np.random.uniform(size=(N_examples, 2))
    target = np.arange(N_examples) % 2
    r, theta = draws[:, 0] + 3 * target, 2 * np.pi * draws[:, 1]
    return np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1), target
