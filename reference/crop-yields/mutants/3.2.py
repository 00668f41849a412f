# %% elementwise | multiplies element by element
def model(x):
    return x * w + b

# %% not-transposed | forgets to transpose w
def model(x):
    return x @ w + b

# %% reshaped | makes the shapes fit, but not the numbers
def model(x):
    return x @ w.reshape(3, 2) + b

# %% no-bias | forgets b
def model(x):
    return x @ w.t()

# %% frozen | keeps the w and b of today for ever
def model(x, w=w.detach().clone(), b=b.detach().clone()):
    return x @ w.t() + b
