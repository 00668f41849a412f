# %% plain | the formula as it stands
def pct_loss(t, p):
    return (0.5 * ((t - p) / t) ** 2).mean()

# %% masked | leaves out what is almost zero, and has no half
def pct_loss(t, p):
    keep = t.abs() > 1e-6
    return (((t[keep] - p[keep]) / t[keep]) ** 2).mean()
