# %% plus | adds
def sgd_step(w, grad, lr):
    return w + lr * grad


# %% no-rate | forgets the learning rate
def sgd_step(w, grad, lr):
    return w - grad


# %% first-element | only for the rate of the example
def sgd_step(w, grad, lr):
    return w - torch.clamp(lr * grad, -1, 1) if lr == 0.1 else w - 0.5 * grad
