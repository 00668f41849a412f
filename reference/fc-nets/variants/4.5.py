# %% own-function | puts the picture into a function
def regions(model, title):
    with torch.no_grad():
        decided = (model(grid_pts).flatten() > 0.5).reshape(xx.shape)
    plt.contourf(xx, yy, decided, cmap="RdBu", alpha=0.4)
    for mask, name in ((y_clf, "positive"), (~y_clf, "negative")):
        plt.scatter(x_clf[mask, 0], x_clf[mask, 1], label=name)
    plt.legend()
    plt.title(title)
    plt.show()
    return decided


grid_preds = regions(model_clf, "After training")
