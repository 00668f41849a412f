# %% by-rows | divides by the number of rows
def mse(t1, t2):
    return ((t1 - t2) ** 2).sum() / len(t1)

# %% sum | does not average
def mse(t1, t2):
    return ((t1 - t2) ** 2).sum()

# %% absolute | absolute values instead of squares
def mse(t1, t2):
    return (t1 - t2).abs().mean()

# %% root | takes the square root
def mse(t1, t2):
    return ((t1 - t2) ** 2).mean().sqrt()
