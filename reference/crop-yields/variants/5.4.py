# %% none | removes the gradients
w.grad = None
b.grad = None
