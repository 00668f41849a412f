# %% sum | the sum, as in the formula
def bce(p, y):
    return -torch.sum(y * torch.log(p) + (1 - y) * torch.log(1 - p))

# %% clamped | keeps away from the logarithm of zero
def bce(p, y):
    p = p.clamp(1e-7, 1 - 1e-7)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()
