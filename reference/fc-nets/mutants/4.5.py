# %% old-decisions | uses the decisions from before
plt.contourf(xx, yy, grid_preds, alpha=0.4)
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")
plt.title("Regions")
plt.legend()

# %% no-legend | no legend
grid_preds = model_clf(grid_pts).detach().reshape(xx.shape) > 0.5
plt.contourf(xx, yy, grid_preds, alpha=0.4)
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")
plt.title("Regions")
