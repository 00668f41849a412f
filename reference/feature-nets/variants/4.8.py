# %% class-numbers | class numbers as targets
def train_classification_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for epoch in range(num_epochs):
        y_hat = model.forward(X)
        loss = loss_fn(y_hat, y.long().squeeze(1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% functional | the library's function, with rows of the unit matrix
def train_classification_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_epochs):
        loss = F.cross_entropy(model(X), torch.eye(2)[y.flatten().long()])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return losses
