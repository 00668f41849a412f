# %% classes-mixed | one series for all points
def plot_binary_data(features, target):
    plt.figure()
    plt.plot(features[:, 0], features[:, 1], "p", label="0 and 1")
    plt.xlabel("x")
    plt.ylabel("y")
    plt.legend()


plot_binary_data(features, target)

# %% no-legend | forgets the legend
def plot_binary_data(features, target):
    plt.figure()
    for label in (0, 1):
        plt.plot(*features[target == label].T, "p", label=str(label))
    plt.xlabel("x")
    plt.ylabel("y")


plot_binary_data(features, target)

# %% own-points | draws the notebook's points whatever it is given
def plot_binary_data(data, classes):
    plt.figure()
    for label in (0, 1):
        plt.plot(*features[target == label].T, "p", label=str(label))
    plt.xlabel("x")
    plt.ylabel("y")
    plt.legend()


plot_binary_data(features, target)

# %% no-labels | forgets the labels of the axes
def plot_binary_data(features, target):
    plt.figure()
    for label in (0, 1):
        plt.plot(*features[target == label].T, "p", label=str(label))
    plt.legend()


plot_binary_data(features, target)
