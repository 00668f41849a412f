# %% tracked | changes w in place without no_grad
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
w -= w.grad * 1e-5
b -= b.grad * 1e-5
w.grad.zero_()
b.grad.zero_()

# %% new-name | makes a new w that is the result of a computation
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
w = w - w.grad * 1e-5
b = b - b.grad * 1e-5

# %% new-name-no-grad | makes a new w that tracks nothing
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
with torch.no_grad():
    w = w - w.grad * 1e-5
    b = b - b.grad * 1e-5

# %% uphill | adds the gradient
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
with torch.no_grad():
    w += w.grad * 1e-5
    b += b.grad * 1e-5
    w.grad.zero_()
    b.grad.zero_()

# %% large-step | a hundred times too far
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
with torch.no_grad():
    w -= w.grad * 1e-3
    b -= b.grad * 1e-3
    w.grad.zero_()
    b.grad.zero_()

# %% b-forgotten | leaves the biases as they are
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
with torch.no_grad():
    w -= w.grad * 1e-5
    w.grad.zero_()
    b.grad.zero_()

# %% not-reset | leaves the gradients for the next round
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
with torch.no_grad():
    w -= w.grad * 1e-5
    b -= b.grad * 1e-5
