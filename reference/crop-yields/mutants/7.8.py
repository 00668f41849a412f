# %% not-reset | the gradients add up
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
    print("training loss:", loss_fn(model(inputs), targets).item())

# %% no-step | computes gradients and does not use them
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.zero_grad()
    print("training loss:", loss_fn(model(inputs), targets).item())

# %% one-batch | a single batch per epoch
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
            break
    print("training loss:", loss_fn(model(inputs), targets).item())

# %% global-model | trains model_lin whatever is passed in
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss = loss_fn(model_lin(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
    print("training loss:", loss_fn(model_lin(inputs), targets).item())

# %% own-loss | ignores the loss function that is passed in
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss = F.mse_loss(model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
    print("training loss:", loss_fn(model(inputs), targets).item())

# %% silent | says nothing
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
