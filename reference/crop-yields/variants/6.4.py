# %% larger-step | ten times the step size
for epoch in range(100):
    preds = model(inputs)
    loss = mse(preds, targets)
    loss.backward()
    with torch.no_grad():
        w -= w.grad * 1e-4
        b -= b.grad * 1e-4
        w.grad.zero_()
        b.grad.zero_()
loss100 = mse(model(inputs), targets)

# %% list-of-losses | remembers the losses
losses = []
for epoch in range(100):
    loss = mse(model(inputs), targets)
    loss.backward()
    with torch.no_grad():
        for p in (w, b):
            p -= 1e-5 * p.grad
            p.grad = None
    losses.append(loss.item())
loss100 = mse(model(inputs), targets).item()

# %% losses-plotted | remembers the losses and draws them
# slow
import matplotlib.pyplot as plt

losses = []
for epoch in range(100):
    loss = mse(model(inputs), targets)
    loss.backward()
    with torch.no_grad():
        w -= w.grad * 1e-5
        b -= b.grad * 1e-5
        w.grad.zero_()
        b.grad.zero_()
    losses.append(loss.item())
loss100 = mse(model(inputs), targets)
plt.plot(losses)
plt.show()
