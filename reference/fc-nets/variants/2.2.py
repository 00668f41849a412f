# %% torch-add | torch.add with alpha
def sgd_step(w, grad, lr):
    return torch.add(w, grad, alpha=-lr)


# %% in-place | changes the tensor itself and returns it
def sgd_step(w, grad, lr):
    with torch.no_grad():
        w -= lr * grad
    return w
