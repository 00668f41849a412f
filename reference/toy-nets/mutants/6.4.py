# %% four | thinks that the factor counts twice
def half_mse(a, b):
    return 0.5 * ((a - b) ** 2).mean()


gradient_ratio = 4
same_optimum = True

# %% other-optimum | thinks that the factor moves the minimum
def half_mse(a, b):
    return 0.5 * ((a - b) ** 2).mean()


gradient_ratio = 2
same_optimum = False

# %% halved-difference | halves before squaring
def half_mse(a, b):
    return ((0.5 * (a - b)) ** 2).mean()


gradient_ratio = 2
same_optimum = True
