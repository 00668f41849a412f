# %% in-place | changes the tensor that it gets
def gd_update(w, grad, alpha):
    w -= alpha * grad
    return w
