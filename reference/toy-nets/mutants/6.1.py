# %% end-included | linspace with the end
def generate_regression_data(L=10, stepsize=0.1):
    x = np.linspace(-L, L, int(round(2 * L / stepsize)) + 1)
    return x, np.sin(3 * x) * np.exp(-x / 8)

# %% growing | the wave grows to the right
def generate_regression_data(L=10, stepsize=0.1):
    x = np.arange(-L, L, stepsize)
    return x, np.sin(3 * x) * np.exp(x / 8)

# %% brackets | the eighth in the wrong place
def generate_regression_data(L=10, stepsize=0.1):
    x = np.arange(-L, L, stepsize)
    return x, np.sin(x * 3) * np.exp(-x) / 8

# %% always-ten | ignores its arguments
def generate_regression_data(L=10, stepsize=0.1):
    x = np.arange(-10, 10, 0.1)
    return x, np.sin(3 * x) * np.exp(-x / 8)
