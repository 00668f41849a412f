# %% colour-mesh | a coarser grid as a mesh of colours
def plot_classification(model, X, y, ax):
    xs = np.linspace(1.1 * X[:, 0].min().item(), 1.1 * X[:, 0].max().item(), 150)
    ys = np.linspace(1.1 * X[:, 1].min().item(), 1.1 * X[:, 1].max().item(), 120)
    xx, yy = np.meshgrid(xs, ys)
    grid = torch.from_numpy(np.c_[xx.ravel(), yy.ravel()]).float()
    Z = torch.softmax(model(grid), dim=1)[:, 1].detach().numpy().reshape(xx.shape)
    ax.pcolormesh(xs, ys, Z, cmap="BrBG", alpha=0.3, vmin=0, vmax=1)
    for label in (0, 1):
        rows = y.flatten() == label
        ax.scatter(X[rows, 0], X[rows, 1])
    ax.set_title("Probability")
    ax.set_xlabel("Feature 1")
    ax.set_ylabel("Feature 2")
    return ax

# %% seaborn | points drawn by seaborn
def plot_classification(model, X, y, ax):
    x_min, x_max = X[:, 0].min() * 1.1, X[:, 0].max() * 1.1
    y_min, y_max = X[:, 1].min() * 1.1, X[:, 1].max() * 1.1
    xx, yy = torch.meshgrid(torch.arange(x_min, x_max, 0.02), torch.arange(y_min, y_max, 0.02), indexing="ij")
    with torch.no_grad():
        Z = model(torch.cat([xx.reshape(-1, 1), yy.reshape(-1, 1)], dim=1))
        Z = torch.softmax(Z, dim=1)[:, 1].reshape(xx.shape)
    ax.contourf(xx, yy, Z, levels=torch.linspace(0, 1, steps=10), alpha=0.3, cmap="BrBG")
    sns.scatterplot(x=X[:, 0], y=X[:, 1], hue=y.flatten(), palette="BrBG", ax=ax, legend=False, edgecolor="k")
    ax.set(title="Regions", xlabel="Feature 1", ylabel="Feature 2")

# %% regions-only | draws the predicted class; let through with a note
def plot_classification(model, X, y, ax):
    low, high = 1.1 * X.min(dim=0).values, 1.1 * X.max(dim=0).values
    first, second = torch.meshgrid(
        torch.arange(low[0], high[0], 0.02), torch.arange(low[1], high[1], 0.02), indexing="ij"
    )
    with torch.no_grad():
        winner = model(torch.stack([first.flatten(), second.flatten()], dim=1)).argmax(dim=1)
    ax.contourf(first, second, winner.reshape(first.shape), cmap="BrBG", alpha=0.3)
    ax.scatter(X[:, 0], X[:, 1], c=y.flatten(), cmap="BrBG")
    ax.set(title="Classes", xlabel="Feature 1", ylabel="Feature 2")
