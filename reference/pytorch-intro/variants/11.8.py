# %% tanh | through the hyperbolic tangent
def S(x):
    return 0.5 * (1 + torch.tanh(x / 2))

# %% exp | torch's exponential
def S(x):
    return 1 / (1 + torch.exp(-x))

# %% expit | a finished one
# slow
from scipy.special import expit


def S(x):
    return torch.as_tensor(expit(np.asarray(x)))
