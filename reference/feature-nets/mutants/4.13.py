# %% draws-first | draws the regions before the training
def plot_classification_model_training(model, X, y, num_epochs=1000):
    fig, ax = plt.subplots(1, 2)
    plot_classification(model, X, y, ax[0])
    losses = train_classification_model(model, X, y, num_epochs=num_epochs)
    ax[1].plot(losses)
    ax[1].set(xlabel="Epochs", ylabel="Cross-Entropy Loss", ylim=(0, 1.1 * max(losses)))

# %% no-losses | does not draw the losses
def plot_classification_model_training(model, X, y, num_epochs=1000):
    fig, ax = plt.subplots(1, 2)
    train_classification_model(model, X, y, num_epochs=num_epochs)
    plot_classification(model, X, y, ax[0])
    ax[1].set(xlabel="Epochs", ylabel="Cross-Entropy Loss")

# %% always-thousand | ignores num_epochs
def plot_classification_model_training(model, X, y, num_epochs=1000):
    losses = train_classification_model(model, X, y)
    fig, ax = plt.subplots(1, 2)
    plot_classification(model, X, y, ax[0])
    ax[1].plot(losses)
    ax[1].set(xlabel="Epochs", ylabel="Cross-Entropy Loss", ylim=(0, 1.1 * max(losses)))

# %% trains-a-copy | the model itself stays as it was
def plot_classification_model_training(model, X, y, num_epochs=1000):
    import copy

    model = copy.deepcopy(model)
    losses = train_classification_model(model, X, y, num_epochs=num_epochs)
    fig, ax = plt.subplots(1, 2)
    plot_classification(model, X, y, ax[0])
    ax[1].plot(losses)
    ax[1].set(xlabel="Epochs", ylabel="Cross-Entropy Loss", ylim=(0, 1.1 * max(losses)))

# %% no-labels | without labels
def plot_classification_model_training(model, X, y, num_epochs=1000):
    losses = train_classification_model(model, X, y, num_epochs=num_epochs)
    fig, ax = plt.subplots(1, 2)
    plot_classification(model, X, y, ax[0])
    ax[1].plot(losses)
