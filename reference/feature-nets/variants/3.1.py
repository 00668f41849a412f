# %% clamp | clamps at zero
def relu(z):
    return z.clamp(min=0)

# %% numpy | NumPy's elementwise maximum
def relu(z):
    return np.maximum(z, 0)

# %% mask | multiplies with a mask, which leaves negative zeros
def relu(z):
    return z * (z > 0)
