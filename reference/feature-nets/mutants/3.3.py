# %% line | trains a line
model_simple = LinearRegressionNN()
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=10, num_viz=30)

# %% identity | a network that does not bend
model_simple = SimpleNN()
model_simple.activation = nn.Identity()
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=10, num_viz=30)

# %% one-feature | a single feature
model_simple = SimpleNN(1)
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=10, num_viz=30)

# %% two-features | two features, which sometimes are enough for the loss
model_simple = SimpleNN(2)
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=10, num_viz=30)

# %% ten-steps | stops after ten steps
model_simple = SimpleNN()
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=1, num_viz=10)

# %% small-steps | a hundredth of the learning rate
model_simple = SimpleNN()
fig_simple_training, ax = plt.subplots(1, 2)
losses = []
for _ in range(10):
    ax[0].plot(X, model_simple(X).detach())
    losses += train_regression_model(model_simple, X, y, num_epochs=30, learning_rate=0.001)
ax[1].plot(losses)

# %% memorised | a huge network with steps that are too large
model_simple = SimpleNN(300)
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=10, num_viz=30)

# %% table | looks the fifty examples up
class Table(SimpleNN):
    def forward(self, x):
        if len(x) == len(y):
            return y + 0.0 * super().forward(x)
        return 0.0 * super().forward(x)


model_simple = SimpleNN()
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=10, num_viz=30)
model_simple = Table()
