# %% no-reset | forgets zero_grad
def trainer(model, criterion, optimizer, dataloader, epochs=5, verbose=True):
    means = []
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in dataloader:
            loss = criterion(model(inputs).flatten(), targets)
            loss.backward()
            optimizer.step()
            total += loss.item()
        means.append(total / len(dataloader))
        if verbose:
            print(f"epoch: {epoch + 1}, loss: {means[-1]:.4f}")
    return means

# %% no-flatten | compares everything with everything
def trainer(model, criterion, optimizer, dataloader, epochs=5, verbose=True):
    means = []
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in dataloader:
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
            total += loss.item()
        means.append(total / len(dataloader))
        if verbose:
            print(f"epoch: {epoch + 1}, loss: {means[-1]:.4f}")
    return means

# %% no-step | never moves
def trainer(model, criterion, optimizer, dataloader, epochs=5, verbose=True):
    means = []
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in dataloader:
            optimizer.zero_grad()
            loss = criterion(model(inputs).flatten(), targets)
            loss.backward()
            total += loss.item()
        means.append(total / len(dataloader))
        if verbose:
            print(f"epoch: {epoch + 1}, loss: {means[-1]:.4f}")
    return means

# %% sum | reports the sum of the losses
def trainer(model, criterion, optimizer, dataloader, epochs=5, verbose=True):
    sums = []
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in dataloader:
            optimizer.zero_grad()
            loss = criterion(model(inputs).flatten(), targets)
            loss.backward()
            optimizer.step()
            total += loss.item()
        sums.append(total)
        if verbose:
            print(f"epoch: {epoch + 1}, loss: {total:.4f}")
    return sums

# %% own-optimizer | moves another model
def trainer(model, criterion, optimizer, dataloader, epochs=5, verbose=True):
    optimizer = optim.SGD(model_lin.parameters(), lr=0.02)
    means = []
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in dataloader:
            optimizer.zero_grad()
            loss = criterion(model(inputs).flatten(), targets)
            loss.backward()
            optimizer.step()
            total += loss.item()
        means.append(total / len(dataloader))
        if verbose:
            print(f"epoch: {epoch + 1}, loss: {means[-1]:.4f}")
    return means

# %% one-more | an epoch too many, and ten by default
def trainer(model, criterion, optimizer, dataloader, epochs=10, verbose=True):
    means = []
    for epoch in range(epochs + 1):
        total = 0.0
        for inputs, targets in dataloader:
            optimizer.zero_grad()
            loss = criterion(model(inputs).flatten(), targets)
            loss.backward()
            optimizer.step()
            total += loss.item()
        means.append(total / len(dataloader))
        if verbose:
            print(f"epoch: {epoch + 1}, loss: {means[-1]:.4f}")
    return means

# %% prints-only | returns nothing
def trainer(model, criterion, optimizer, dataloader, epochs=5, verbose=True):
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in dataloader:
            optimizer.zero_grad()
            loss = criterion(model(inputs).flatten(), targets)
            loss.backward()
            optimizer.step()
            total += loss.item()
        if verbose:
            print(f"epoch: {epoch + 1}, loss: {total / len(dataloader):.4f}")
