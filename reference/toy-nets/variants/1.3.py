# %% scatter | other colours, other artists, and plt.show()
def plot_binary_data(features, target):
    fig, ax = plt.subplots()
    ax.scatter(*features[target == 0].T, s=8, color="navy", label="class 0")
    ax.scatter(*features[target == 1].T, s=8, color="orange", label="class 1")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()
    plt.show()


plot_binary_data(features, target)

# %% in-parts | the classes from the end, in a wide figure
def plot_binary_data(features, target):
    plt.figure(figsize=(10, 10))
    for label, style in ((1, "g."), (0, "r.")):
        rows = [tuple(row) for row, own in zip(features, target) if own == label]
        plt.plot([row[0] for row in rows], [row[1] for row in rows], style, label=f"{label}")
    plt.xlabel("x (left to right)")
    plt.ylabel("y")
    plt.legend(title="class")


plot_binary_data(features, target)
