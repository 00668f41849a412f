# %% reset-first | resets at the start of the round
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            opt.zero_grad()
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
    print("Training loss: ", loss_fn(model(inputs), targets))

# %% returns-loss | returns the loss as well
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss_fn(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
    with torch.no_grad():
        final = loss_fn(model(inputs), targets).item()
    print(f"loss {final:.2f}")
    return final

# %% loader-argument | takes the loader as an optional argument
def fit(num_epochs, model, loss_fn, opt, train_dl=train_dl):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
    print(loss_fn(model(inputs), targets))

# %% last-batch | prints the loss of the last batch of each epoch
def fit(num_epochs, model, loss_fn, opt):
    for epoch in range(num_epochs):
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
        if epoch % 10 == 0:
            print(f"epoch {epoch}: {loss.item():.4f}")
    print(f"done, loss {loss.item():.4f}")
