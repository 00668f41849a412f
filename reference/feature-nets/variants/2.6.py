# %% train-first | trains before it draws, gives the losses back, and shows the figure itself
def plot_regression_model_training(model, X, y, df, num_epochs=10, num_viz=10):
    fig = plt.figure(figsize=(8, 3))
    left, right = fig.add_subplot(121), fig.add_subplot(122)
    losses = []
    for j in range(num_viz):
        losses.extend(train_regression_model(model, X, y, num_epochs))
        plot_regression(model, X, y, df, left, color="darkred", alpha=(j + 1) / num_viz)
    left.set_title("Model")
    right.plot(range(len(losses)), losses)
    right.set_title("Loss")
    right.set_xlim(0, num_epochs * num_viz)
    right.set_ylim(0, max(losses) * 1.1)
    right.set_xlabel("Training Steps")
    right.set_ylabel("MSE Loss")
    plt.show()
    return losses

# %% opacity-in-colour | fades the colour in place of alpha, and trains without the helper
def plot_regression_model_training(model, X, y, df, num_epochs=10, num_viz=10):
    fig, ax = plt.subplots(1, 2)
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    losses = []
    for j in range(num_viz):
        plot_regression(model, X, y, df, ax[0], color=(0, 0, 0, j / num_viz))
        for _ in range(num_epochs):
            optimizer.zero_grad()
            loss = F.mse_loss(model(X), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    ax[0].set_title("Fits")
    ax[1].plot(losses)
    ax[1].set(title="Losses", xlabel="Training Steps", ylabel="MSE Loss")
    ax[1].set(xlim=(0, num_epochs * num_viz), ylim=(0, max(losses) * 1.1))
