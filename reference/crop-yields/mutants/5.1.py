# %% twice | two backward passes add up
loss.backward(retain_graph=True)
loss.backward()

# %% transposed | learns the transposed table of weights
turned = w.detach().t().clone().requires_grad_()
mse(inputs @ turned + b, targets).backward()
w = turned

# %% by-rows | differentiates the sum divided by the number of rows
(((preds - targets) ** 2).sum() / 5).backward()
