# %% returns-losses | returns the losses and takes a learning rate
def train_and_test_regression_model(model, num_epochs=1000, reporting_interval=100, lr=0.01):
    criterion = nn.MSELoss()
    opt = optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(num_epochs):
        loss = criterion(model(x_reg).flatten(), y_reg)
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
        if not epoch % reporting_interval:
            print(f"{epoch}: {loss:.4f}")
    fig, ax = plt.subplots()
    ax.scatter(x_reg, y_reg, label="actual")
    ax.scatter(x_reg, model(x_reg).detach(), label="predicted")
    ax.legend()
    plt.show()
    return losses
