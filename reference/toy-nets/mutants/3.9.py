# %% fixed-rate | ignores lr
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    optimizer = optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(N_epochs):
        order = torch.randperm(len(features)) if shuffle else slice(None)
        loss = criterion(model(features[order]), target[order])
        if epoch % 1000 == 0:
            print(f"epoch {epoch}: loss = {loss.item():.4f}")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model

# %% fixed-criterion | ignores the criterion
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    criterion = nn.BCELoss()
    optimizer = optim.Adam(model.parameters(), lr=lr)
    for epoch in range(N_epochs):
        order = torch.randperm(len(features)) if shuffle else slice(None)
        loss = criterion(model(features[order]), target[order])
        if epoch % 1000 == 0:
            print(f"epoch {epoch}: loss = {loss.item():.4f}")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model

# %% returns-predictions | gives back what the model predicts
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    optimizer = optim.Adam(model.parameters(), lr=lr)
    for epoch in range(N_epochs):
        order = torch.randperm(len(features)) if shuffle else slice(None)
        loss = criterion(model(features[order]), target[order])
        if epoch % 1000 == 0:
            print(f"epoch {epoch}: loss = {loss.item():.4f}")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model(features)

# %% half-shuffled | shuffles the features and not the targets
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    optimizer = optim.Adam(model.parameters(), lr=lr)
    for epoch in range(N_epochs):
        order = torch.randperm(len(features)) if shuffle else slice(None)
        loss = criterion(model(features[order]), target)
        if epoch % 1000 == 0:
            print(f"epoch {epoch}: loss = {loss.item():.4f}")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model

# %% no-reset | never resets the gradients
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    optimizer = optim.Adam(model.parameters(), lr=lr)
    for epoch in range(N_epochs):
        order = torch.randperm(len(features)) if shuffle else slice(None)
        loss = criterion(model(features[order]), target[order])
        if epoch % 1000 == 0:
            print(f"epoch {epoch}: loss = {loss.item():.4f}")
        loss.backward()
        optimizer.step()
    return model

# %% talkative | prints every epoch
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    optimizer = optim.Adam(model.parameters(), lr=lr)
    for epoch in range(N_epochs):
        order = torch.randperm(len(features)) if shuffle else slice(None)
        loss = criterion(model(features[order]), target[order])
        print(f"epoch {epoch}: loss = {loss.item():.4f}")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model

# %% trains-a-copy | leaves the model that came in as it was
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    model = copy.deepcopy(model)
    optimizer = optim.Adam(model.parameters(), lr=lr)
    for epoch in range(N_epochs):
        order = torch.randperm(len(features)) if shuffle else slice(None)
        loss = criterion(model(features[order]), target[order])
        if epoch % 1000 == 0:
            print(f"epoch {epoch}: loss = {loss.item():.4f}")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model
