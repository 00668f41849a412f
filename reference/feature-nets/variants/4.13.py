# %% shown | shows the figure itself and returns nothing
def plot_classification_model_training(model, X, y, num_epochs=1000):
    fig, ax = plt.subplots(1, 2, figsize=(8, 3))
    losses = train_classification_model(model, X, y, num_epochs)
    ax[1].plot(losses)
    ax[1].set_xlabel("Epochs")
    ax[1].set_ylabel("Cross-Entropy Loss")
    ax[1].set_ylim(bottom=0)
    plot_classification(model, X, y, ax[0])
    plt.tight_layout()
    plt.show()

# %% other-side | loss on the left
def plot_classification_model_training(model, X, y, num_epochs=1000):
    losses = train_classification_model(model, X, y, num_epochs=num_epochs, learning_rate=0.1)
    fig, (curve, plane) = plt.subplots(1, 2)
    plot_classification(model, X, y, plane)
    curve.plot(range(1, num_epochs + 1), losses)
    curve.set(xlabel="epochs", ylabel="cross-entropy loss", ylim=(0, 1))
    return fig, losses
