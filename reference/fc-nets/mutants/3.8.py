# %% no-regions | only the points
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")
plt.title("Regions")
plt.legend()

# %% one-class | only the positive points
plt.contourf(xx, yy, grid_preds, alpha=0.4)
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
plt.title("Regions")
plt.legend()

# %% no-legend | without a legend
plt.contourf(xx, yy, grid_preds, alpha=0.4)
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")
plt.title("Regions")
