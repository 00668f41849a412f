# %% functional | the function of the library, forward called by its name, reset at the end
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = torch.optim.SGD(model.parameters(), learning_rate)
    losses = []
    for epoch in range(num_epochs):
        loss = F.mse_loss(model.forward(X), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss))
    return losses

# %% by-hand | without an optimiser
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    losses = []
    for epoch in range(num_epochs):
        model.zero_grad()
        loss = ((model(X) - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= learning_rate * parameter.grad
        losses += [loss.item()]
    return losses

# %% adam | another optimiser; the line of 2.7 is trained by hand
def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.Adam(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
# cell 2.7
lin_model = LinearRegressionNN()
fig_lin_training, (left, right) = plt.subplots(1, 2)
steps, losses = optim.SGD(lin_model.parameters(), lr=0.1), []
for j in range(10):
    plot_regression(lin_model, X, y, df, left, color="black", alpha=j / 10)
    steps.zero_grad()
    loss = F.mse_loss(lin_model(X), y)
    loss.backward()
    steps.step()
    losses.append(loss.item())
right.plot(losses)
# cell 3.3
model_simple = SimpleNN()
fig_simple_training, (left, right) = plt.subplots(1, 2)
losses = []
for j in range(10):
    plot_regression(model_simple, X, y, df, left, color="black", alpha=j / 10)
    losses += train_regression_model(model_simple, X, y, num_epochs=60, learning_rate=0.01)
right.plot(losses)
