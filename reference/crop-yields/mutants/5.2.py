# %% twice | a second backward pass adds to the first
mse(model(inputs), targets).backward()
grad_b = b.grad

# %% mean-over-all | one number for both biases
grad_b = 2 * (preds - targets).detach().mean()

# %% by-rows | twice as large
grad_b = 2 * (preds - targets).detach().mean(0)
