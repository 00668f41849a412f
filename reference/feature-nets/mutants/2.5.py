# %% current-axes | draws wherever pyplot happens to be
# also: 2.7 3.3
def plot_regression(model, X, y, df, ax, **plot_kwargs):
    plt.scatter(df["x"], df["y"])
    plt.plot(df["x"], model(X).detach().flatten(), **plot_kwargs)

# %% keywords-dropped | always the same black line
def plot_regression(model, X, y, df, ax, **plot_kwargs):
    ax.scatter(df["x"], df["y"])
    ax.plot(df["x"], model(X).detach().flatten(), color="black")

# %% not-detached | hands a tensor with a memory to matplotlib
def plot_regression(model, X, y, df, ax, **plot_kwargs):
    ax.scatter(df["x"], df["y"])
    ax.plot(df["x"], model(X).numpy(), **plot_kwargs)

# %% no-points | leaves the sample out
def plot_regression(model, X, y, df, ax, **plot_kwargs):
    ax.plot(df["x"], model(X).detach().flatten(), **plot_kwargs)
