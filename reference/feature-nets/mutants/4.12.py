# %% class-zero | the probability of the other class
def plot_classification(model, X, y, ax):
    low, high = 1.1 * X.min(dim=0).values, 1.1 * X.max(dim=0).values
    first, second = torch.meshgrid(
        torch.arange(low[0], high[0], 0.02), torch.arange(low[1], high[1], 0.02), indexing="ij"
    )
    with torch.no_grad():
        Z = torch.softmax(model(torch.stack([first.flatten(), second.flatten()], dim=1)), dim=1)[:, 0]
    ax.contourf(first, second, Z.reshape(first.shape), levels=torch.linspace(0, 1, 10), alpha=0.3)
    ax.scatter(X[:, 0], X[:, 1], c=y.flatten())
    ax.set(title="Regions", xlabel="Feature 1", ylabel="Feature 2")

# %% turned | asks the model about points with swapped features
def plot_classification(model, X, y, ax):
    low, high = 1.1 * X.min(dim=0).values, 1.1 * X.max(dim=0).values
    first, second = torch.meshgrid(
        torch.arange(low[0], high[0], 0.02), torch.arange(low[1], high[1], 0.02), indexing="ij"
    )
    with torch.no_grad():
        Z = torch.softmax(model(torch.stack([second.flatten(), first.flatten()], dim=1)), dim=1)[:, 1]
    ax.contourf(first, second, Z.reshape(first.shape), levels=torch.linspace(0, 1, 10), alpha=0.3)
    ax.scatter(X[:, 0], X[:, 1], c=y.flatten())
    ax.set(title="Regions", xlabel="Feature 1", ylabel="Feature 2")

# %% no-points | leaves points and labels out
def plot_classification(model, X, y, ax):
    low, high = 1.1 * X.min(dim=0).values, 1.1 * X.max(dim=0).values
    first, second = torch.meshgrid(
        torch.arange(low[0], high[0], 0.02), torch.arange(low[1], high[1], 0.02), indexing="ij"
    )
    with torch.no_grad():
        Z = torch.softmax(model(torch.stack([first.flatten(), second.flatten()], dim=1)), dim=1)[:, 1]
    ax.contourf(first, second, Z.reshape(first.shape), levels=torch.linspace(0, 1, 10), alpha=0.3)

# %% current-axes | draws wherever pyplot happens to be
def plot_classification(model, X, y, ax):
    low, high = 1.1 * X.min(dim=0).values, 1.1 * X.max(dim=0).values
    first, second = torch.meshgrid(
        torch.arange(low[0], high[0], 0.02), torch.arange(low[1], high[1], 0.02), indexing="ij"
    )
    with torch.no_grad():
        Z = torch.softmax(model(torch.stack([first.flatten(), second.flatten()], dim=1)), dim=1)[:, 1]
    plt.contourf(first, second, Z.reshape(first.shape), levels=torch.linspace(0, 1, 10), alpha=0.3)
    plt.scatter(X[:, 0], X[:, 1], c=y.flatten())
    plt.title("Regions")
    plt.xlabel("Feature 1")
    plt.ylabel("Feature 2")
