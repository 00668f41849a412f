# %% wrong-sign | exp(-x) above
def S(x):
    return torch.exp(-x) / (1 + torch.exp(-x))

# %% falls | the sign in the exponent
def S(x):
    return 1 / (1 + torch.exp(x))
