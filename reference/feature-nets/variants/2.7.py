# %% own-loop | without the helper for plots
lin_model = LinearRegressionNN()
fig_lin_training, ax = plt.subplots(1, 2)
losses = []
for _ in range(10):
    ax[0].plot(X, lin_model(X).detach())
    losses += train_regression_model(lin_model, X, y, num_epochs=1)
ax[1].plot(losses)
plt.show()

# %% shown | shows the figure by hand
lin_model = LinearRegressionNN()
plot_regression_model_training(lin_model, X, y, df, num_epochs=1, num_viz=10)
fig_lin_training = plt.gcf()
plt.show()
