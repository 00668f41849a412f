# %% adam | another optimiser, with a figure of its own
model_simple = SimpleNN()
optimizer, losses = optim.Adam(model_simple.parameters(), lr=0.01), []
fig_simple_training, ax = plt.subplots(1, 2)
for j in range(5):
    ax[0].plot(X, model_simple(X).detach())
    for _ in range(200):
        optimizer.zero_grad()
        loss = F.mse_loss(model_simple(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
ax[1].plot(losses)

# %% longer | 1000 steps
# slow
model_simple = SimpleNN()
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=50, num_viz=20)
plt.show()

# %% wider | twice as many features, with smaller steps
model_simple = SimpleNN(60)
fig_simple_training, ax = plt.subplots(1, 2)
losses = []
for j in range(10):
    plot_regression(model_simple, X, y, df, ax[0], alpha=j / 10)
    losses += train_regression_model(model_simple, X, y, num_epochs=80, learning_rate=0.02)
ax[1].plot(losses)

# %% tanh | another activation function
class Smooth(SimpleNN):
    def __init__(self):
        super().__init__(30)
        self.activation = nn.Tanh()


model_simple = Smooth()
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=20, num_viz=20)
