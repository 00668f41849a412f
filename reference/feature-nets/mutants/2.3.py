# %% not-reset | gradients add up
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        loss = F.mse_loss(model(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% squeezed | compares fifty numbers with a column of fifty
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = ((model(X).squeeze() - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% tensors-kept | keeps loss tensors with their graphs
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return losses

# %% global-data | trains on the data of the notebook
all_inputs, all_targets = X, y


def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(all_inputs), all_targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% last-loss | returns the last loss only
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), y)
        loss.backward()
        optimizer.step()
    return loss.item()

# %% fixed-rate | ignores learning_rate
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% no-step | computes gradients and does not use them
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), y)
        loss.backward()
        losses.append(loss.item())
    return losses
