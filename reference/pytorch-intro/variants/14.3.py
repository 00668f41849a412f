# %% sum | the sum
def log_loss(p, y):
    return -(y * p.log() + (1 - y) * (1 - p).log()).sum()

# %% clamped | never takes the logarithm of zero
def log_loss(p, y):
    p = torch.clamp(p, 1e-7, 1 - 1e-7)
    return -torch.where(y > 0.5, p, 1 - p).log().mean()
