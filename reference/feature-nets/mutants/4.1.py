# %% flat-classes | y without the column
from sklearn.datasets import make_moons

X, y = make_moons(n_samples=200, noise=0.2, random_state=42)
X, y = torch.from_numpy(X).float(), torch.from_numpy(y).float()

# %% other-moons | another random state
from sklearn.datasets import make_moons

X, y = make_moons(n_samples=200, noise=0.2, random_state=0)
X, y = torch.from_numpy(X).float(), torch.from_numpy(y).float().reshape(-1, 1)

# %% no-noise | perfect half-moons
from sklearn.datasets import make_moons

X, y = make_moons(n_samples=200, noise=0, random_state=42)
X, y = torch.from_numpy(X).float(), torch.from_numpy(y).float().reshape(-1, 1)

# %% classes-swapped | calls class 0 class 1
from sklearn.datasets import make_moons

X, y = make_moons(n_samples=200, noise=0.2, random_state=42)
X, y = torch.from_numpy(X).float(), 1 - torch.from_numpy(y).float().reshape(-1, 1)
