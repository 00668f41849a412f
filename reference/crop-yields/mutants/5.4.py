# %% weights-zeroed | sets w and b to zero, and not their gradients
with torch.no_grad():
    w.zero_()
    b.zero_()

# %% b-left | forgets b
w.grad.zero_()
