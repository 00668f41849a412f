# %% seaborn | with the functions of seaborn
def plot_regression(model, X, y, df, ax, **plot_kwargs):
    with torch.no_grad():
        predicted = model(X).numpy()
    sns.scatterplot(data=df, x="x", y="y", ax=ax)
    sns.lineplot(x=df["x"], y=predicted.flatten(), ax=ax, **plot_kwargs)
# cell 3.3
model_simple = SimpleNN()
fig_simple_training = plot_regression_model_training(model_simple, X, y, df, num_epochs=60, num_viz=5)

# %% markers-returned | points as markers, the line over the tensor, and the axes returned
def plot_regression(model, X, y, df, ax, **plot_kwargs):
    ax.plot(df["x"], df["y"], "o", color="steelblue")
    ax.plot(X.numpy(), model(X).detach().numpy(), **plot_kwargs)
    return ax
