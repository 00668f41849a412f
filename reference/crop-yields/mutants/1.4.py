# %% twice | runs backward a second time, and the gradients add up
y.backward()
y = w * x + b
y.backward()

# %% by-x | takes the derivative by x for the one by w
y.backward()
w.grad = w.detach().clone()

# %% no-backward | only looks
print(w.grad, b.grad)
