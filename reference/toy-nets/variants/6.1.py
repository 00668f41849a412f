# %% linspace | with linspace, without the end
def generate_regression_data(L=10, stepsize=0.1):
    count = int(round(2 * L / stepsize))
    x = np.linspace(-L, L, count, endpoint=False)
    return x, np.exp(-x / 8) * np.sin(3 * x)
