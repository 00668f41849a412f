# %% hundred-rounds | far too long
lin_model = LinearRegressionNN()
fig_lin_training = plot_regression_model_training(lin_model, X, y, df, num_epochs=1, num_viz=100)

# %% small-steps | a hundredth of the learning rate, from a start that is not right by luck
torch.manual_seed(1)
lin_model = LinearRegressionNN()
fig_lin_training, ax = plt.subplots(1, 2)
losses = []
for _ in range(10):
    ax[0].plot(X, lin_model(X).detach())
    losses += train_regression_model(lin_model, X, y, num_epochs=1, learning_rate=0.001)
ax[1].plot(losses)

# %% untrained | shows one model and keeps another one
plot_regression_model_training(LinearRegressionNN(), X, y, df, num_epochs=1, num_viz=10)
fig_lin_training = plt.gcf()
lin_model = LinearRegressionNN()
