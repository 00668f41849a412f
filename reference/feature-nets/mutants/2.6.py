# %% one-more | draws the last fit as well
def plot_regression_model_training(model, X, y, df, num_epochs=10, num_viz=10):
    fig, ax = plt.subplots(1, 2)
    losses = []
    for j in range(num_viz):
        plot_regression(model, X, y, df, ax[0], color="black", alpha=j / (num_viz + 1))
        losses += train_regression_model(model, X, y, num_epochs=num_epochs)
    plot_regression(model, X, y, df, ax[0], color="black", alpha=1)
    ax[0].set_title("Fits")
    ax[1].plot(losses)
    ax[1].set(title="Losses", xlabel="Training Steps", ylabel="MSE Loss")
    ax[1].set(xlim=(0, num_epochs * num_viz), ylim=(0, max(losses) * 1.1))

# %% last-round | shows the losses of the last round only
# also: 2.7 3.3
def plot_regression_model_training(model, X, y, df, num_epochs=10, num_viz=10):
    fig, ax = plt.subplots(1, 2)
    for j in range(num_viz):
        plot_regression(model, X, y, df, ax[0], color="black", alpha=j / num_viz)
        losses = train_regression_model(model, X, y, num_epochs=num_epochs)
    ax[0].set_title("Fits")
    ax[1].plot(losses)
    ax[1].set(title="Losses", xlabel="Training Steps", ylabel="MSE Loss")
    ax[1].set(xlim=(0, num_epochs * num_viz), ylim=(0, max(losses) * 1.1))

# %% constant-loss | repeats the first loss of each round
def plot_regression_model_training(model, X, y, df, num_epochs=10, num_viz=10):
    fig, ax = plt.subplots(1, 2)
    losses = []
    for j in range(num_viz):
        plot_regression(model, X, y, df, ax[0], color="black", alpha=j / num_viz)
        losses += num_epochs * train_regression_model(model, X, y, num_epochs=num_epochs)[:1]
    ax[0].set_title("Fits")
    ax[1].plot(losses)
    ax[1].set(title="Losses", xlabel="Training Steps", ylabel="MSE Loss")
    ax[1].set(xlim=(0, num_epochs * num_viz), ylim=(0, max(losses) * 1.1))

# %% same-alpha | all fits alike
def plot_regression_model_training(model, X, y, df, num_epochs=10, num_viz=10):
    fig, ax = plt.subplots(1, 2)
    losses = []
    for j in range(num_viz):
        plot_regression(model, X, y, df, ax[0], color="black", alpha=0.5)
        losses += train_regression_model(model, X, y, num_epochs=num_epochs)
    ax[0].set_title("Fits")
    ax[1].plot(losses)
    ax[1].set(title="Losses", xlabel="Training Steps", ylabel="MSE Loss")
    ax[1].set(xlim=(0, num_epochs * num_viz), ylim=(0, max(losses) * 1.1))

# %% trains-a-copy | the model itself stays as it was
def plot_regression_model_training(model, X, y, df, num_epochs=10, num_viz=10):
    import copy

    model = copy.deepcopy(model)
    fig, ax = plt.subplots(1, 2)
    losses = []
    for j in range(num_viz):
        plot_regression(model, X, y, df, ax[0], color="black", alpha=j / num_viz)
        losses += train_regression_model(model, X, y, num_epochs=num_epochs)
    ax[0].set_title("Fits")
    ax[1].plot(losses)
    ax[1].set(title="Losses", xlabel="Training Steps", ylabel="MSE Loss")
    ax[1].set(xlim=(0, num_epochs * num_viz), ylim=(0, max(losses) * 1.1))

# %% no-limits | leaves limits and labels to matplotlib
def plot_regression_model_training(model, X, y, df, num_epochs=10, num_viz=10):
    fig, ax = plt.subplots(1, 2)
    losses = []
    for j in range(num_viz):
        plot_regression(model, X, y, df, ax[0], color="black", alpha=j / num_viz)
        losses += train_regression_model(model, X, y, num_epochs=num_epochs)
    ax[0].set_title("Fits")
    ax[1].plot(losses)
    ax[1].set_title("Losses")
