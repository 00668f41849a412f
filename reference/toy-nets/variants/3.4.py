# %% in-place | changes a copy in place
def gd_step(w, grad, eta):
    w = torch.as_tensor(w).clone()
    with torch.no_grad():
        w -= eta * torch.as_tensor(grad)
    return w
