# %% sum | the sum
def mse(y_hat, y):
    return ((y_hat - y) ** 2).sum()


# %% absolute | absolute errors
def mse(y_hat, y):
    return (y_hat.flatten() - y.flatten()).abs().mean()


# %% half | half of it
def mse(y_hat, y):
    return 0.5 * ((y_hat.flatten() - y.flatten()) ** 2).mean()


# %% mean-first | the square of the mean difference
def mse(y_hat, y):
    return (y_hat.flatten() - y.flatten()).mean() ** 2


# %% table | subtracts a flat tensor from a column
def mse(y_hat, y):
    return ((y_hat - y) ** 2).mean()


# %% detached | gives a plain number
def mse(y_hat, y):
    return ((y_hat.flatten() - y.flatten()) ** 2).mean().item()
