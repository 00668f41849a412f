# %% bce-loss | uses nn.BCELoss, returns losses and accuracy
def train_and_test_classification_model(model, num_epochs=1000, reporting_interval=100):
    criterion = nn.BCELoss()
    opt = optim.SGD(model.parameters(), lr=0.01)
    losses = []
    for epoch in range(num_epochs):
        loss = criterion(model(x_clf).flatten(), y_clf_int.float())
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
        if epoch % reporting_interval == 0:
            print(f"epoch {epoch}: {loss:.4f}")
    with torch.no_grad():
        right = ((model(x_clf).flatten() > 0.5) == y_clf).float().mean()
        plt.contourf(xx, yy, (model(grid_pts) > 0.5).reshape(xx.shape), alpha=0.3)
    plt.scatter(x_clf[y_clf, 0], x_clf[y_clf, 1], label="positive")
    plt.scatter(x_clf[~y_clf, 0], x_clf[~y_clf, 1], label="negative")
    plt.legend()
    plt.show()
    return losses, right.item()
