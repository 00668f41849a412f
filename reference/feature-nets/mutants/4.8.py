# %% not-reset | gradients add up
def train_classification_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        loss = F.cross_entropy(model(X), y.flatten().long())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% softmax-first | one softmax too many
def train_classification_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.cross_entropy(torch.softmax(model(X), dim=1), y.flatten().long())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% global-model | trains a model of the notebook whatever is passed in
def train_classification_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model_example.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.cross_entropy(model_example(X), y.flatten().long())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% squared-error | the loss of regression
def train_classification_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    targets = F.one_hot(y.flatten().long(), num_classes=2).float()
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% global-labels | reads the labels of the notebook
table = F.one_hot(y.flatten().long(), num_classes=2).float()


def train_classification_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(X), table)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
