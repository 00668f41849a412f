# %% uphill | adds the gradient
def gd_step(w, grad, eta):
    return w + eta * grad

# %% no-rate | ignores eta
def gd_step(w, grad, eta):
    return w - grad
