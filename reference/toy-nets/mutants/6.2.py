# %% markers-only | points that are not joined
def plot_regression_data(x, y):
    plt.figure()
    plt.plot(x, y, "o")
    plt.xlabel("x")
    plt.ylabel("y")


plot_regression_data(x, y)

# %% swapped | y to the right, x upwards
def plot_regression_data(x, y):
    plt.figure()
    plt.plot(y, x)
    plt.xlabel("x")
    plt.ylabel("y")


plot_regression_data(x, y)

# %% no-labels | forgets the labels
def plot_regression_data(x, y):
    plt.figure()
    plt.plot(x, y)


plot_regression_data(x, y)
