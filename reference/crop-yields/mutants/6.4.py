# %% not-reset | the gradients add up
for epoch in range(100):
    preds = model(inputs)
    loss = mse(preds, targets)
    loss.backward()
    with torch.no_grad():
        w -= w.grad * 1e-5
        b -= b.grad * 1e-5
loss100 = mse(model(inputs), targets)

# %% ten-epochs | stops after ten
for epoch in range(10):
    preds = model(inputs)
    loss = mse(preds, targets)
    loss.backward()
    with torch.no_grad():
        w -= w.grad * 1e-5
        b -= b.grad * 1e-5
        w.grad.zero_()
        b.grad.zero_()
loss100 = mse(model(inputs), targets)

# %% uphill | adds the gradients
for epoch in range(100):
    preds = model(inputs)
    loss = mse(preds, targets)
    loss.backward()
    with torch.no_grad():
        w += w.grad * 1e-5
        b += b.grad * 1e-5
        w.grad.zero_()
        b.grad.zero_()
loss100 = mse(model(inputs), targets)

# %% last-round | takes the loss of the last round, from before its step
for epoch in range(100):
    preds = model(inputs)
    loss = mse(preds, targets)
    loss.backward()
    with torch.no_grad():
        w -= w.grad * 1e-5
        b -= b.grad * 1e-5
        w.grad.zero_()
        b.grad.zero_()
loss100 = loss
