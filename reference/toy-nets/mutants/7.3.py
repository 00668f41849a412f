# %% by-the-prediction | divides by the prediction
def pct_loss(t, p):
    return 0.5 * (((t - p) / p) ** 2).mean()

# %% not-squared | forgets the square
def pct_loss(t, p):
    return 0.5 * ((t - p) / t).abs().mean()
