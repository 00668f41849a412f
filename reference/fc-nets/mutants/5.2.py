# %% booleans | calculates with booleans
def train_and_test_classification_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_clf).squeeze()
        loss = (-y_clf * torch.log(p) - (1 - y_clf) * torch.log(1 - p)).mean()
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    regions = (model(grid_pts).detach() > 0.5).reshape(xx.shape)
    plt.contourf(xx, yy, regions, alpha=0.4)
    plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
    plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")

# %% grid-points | trains on the grid
def train_and_test_classification_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(grid_pts).squeeze()
        loss = -torch.log(p).mean()
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    regions = (model(grid_pts).detach() > 0.5).reshape(xx.shape)
    plt.contourf(xx, yy, regions, alpha=0.4)
    plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
    plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")

# %% squared-error | the loss of the other problem
def train_and_test_classification_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_clf).squeeze()
        loss = ((p - y_clf_int) ** 2).mean()
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    regions = (model(grid_pts).detach() > 0.5).reshape(xx.shape)
    plt.contourf(xx, yy, regions, alpha=0.4)
    plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
    plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")

# %% no-regions | draws the points only
def train_and_test_classification_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_clf).squeeze()
        loss = (-y_clf_int * torch.log(p) - (1 - y_clf_int) * torch.log(1 - p)).mean()
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")

# %% silent | prints nothing
def train_and_test_classification_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_clf).squeeze()
        loss = (-y_clf_int * torch.log(p) - (1 - y_clf_int) * torch.log(1 - p)).mean()
        loss.backward()
        optimizer.step()
        if False:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    regions = (model(grid_pts).detach() > 0.5).reshape(xx.shape)
    plt.contourf(xx, yy, regions, alpha=0.4)
    plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
    plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")

# %% other-default | another default
def train_and_test_classification_model(model, num_epochs=100, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_clf).squeeze()
        loss = (-y_clf_int * torch.log(p) - (1 - y_clf_int) * torch.log(1 - p)).mean()
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    regions = (model(grid_pts).detach() > 0.5).reshape(xx.shape)
    plt.contourf(xx, yy, regions, alpha=0.4)
    plt.plot(x_clf[y_clf, 0], x_clf[y_clf, 1], "o", label="positive")
    plt.plot(x_clf[~y_clf, 0], x_clf[~y_clf, 1], "o", label="negative")
