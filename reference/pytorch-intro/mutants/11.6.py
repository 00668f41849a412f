# %% column | two dimensions
y_p = model_nl(Xn_t).detach().numpy()
plot_regression(Xn, yn, y_p, y_range=(-25, 25))

# %% watched | forgets detach
y_p = model_nl(Xn_t).numpy().squeeze()
plot_regression(Xn, yn, y_p, y_range=(-25, 25))

# %% tensor | no array
y_p = model_nl(Xn_t).detach().squeeze()
plot_regression(Xn, yn, y_p, y_range=(-25, 25))

# %% no-curve | draws the data only
y_p = model_nl(Xn_t).detach().numpy().squeeze()
plot_regression(Xn, yn, y_range=(-25, 25))

# %% targets | takes the targets
y_p = yn
plot_regression(Xn, yn, y_p, y_range=(-25, 25))
