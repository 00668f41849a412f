# %% mesh | a colour mesh
plt.pcolormesh(xx, yy, grid_preds, cmap="RdBu", alpha=0.4)
plt.scatter(x_clf[y_clf, 0], x_clf[y_clf, 1], label="positive")
plt.scatter(x_clf[~y_clf, 0], x_clf[~y_clf, 1], label="negative")
plt.legend()
plt.title("Before training")
plt.show()

# %% probabilities | contours of the probability at one half
with torch.no_grad():
    p = model_clf(grid_pts).reshape(xx.shape)
plt.contourf(xx, yy, p, levels=[0, 0.5, 1], alpha=0.4)
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")
plt.legend()
plt.title("Before training")

# %% image | an image of the decisions
extent = [xx.min(), xx.max(), yy.min(), yy.max()]
plt.imshow(grid_preds.T, origin="lower", extent=extent, cmap="RdBu", alpha=0.4)
plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")
plt.legend()
plt.title("Before training")
