# %% large | another size, with a grid and plt.show()
def plot_regression_data(x, y):
    fig, ax = plt.subplots(figsize=(10, 10))
    ax.plot(x, y, "k-")
    ax.set(xlabel="x", ylabel="y")
    ax.grid()
    plt.show()


plot_regression_data(x, y)
