# %% sum-over-count | divides the sum
def mse(y_hat, y):
    a, b = y_hat.reshape(-1), y.reshape(-1)
    return ((a - b) ** 2).sum() / len(a)


# %% built-in | PyTorch's own
mse = nn.MSELoss()

# %% functional | the function, flattened before
def mse(y_hat, y):
    return nn.functional.mse_loss(y_hat.squeeze(), y.squeeze())
