# %% one-series | all points in one series
plt.plot(x_clf[:, 0], x_clf[:, 1], "o", label="positive and negative")
plt.gca().set_aspect(1)
plt.grid()

# %% exchanged | exchanges the labels
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="negative")
plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="positive")
plt.gca().set_aspect(1)
plt.grid()

# %% ellipse | automatic scales
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")
plt.grid()
