# %% uphill | adds
def gd_update(w, grad, alpha):
    return w + alpha * grad

# %% full-step | forgets the learning rate
def gd_update(w, grad, alpha):
    return w - grad
