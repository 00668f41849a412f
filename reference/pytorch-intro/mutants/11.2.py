# %% autoscaled | as matplotlib likes it
plot_regression(Xn, yn)

# %% over-index | against the position in the list
plot_regression(np.arange(500), yn, y_range=(-25, 25))
