# %% einsum | sums in Einstein's notation
def collapse(w, b, x):
    return torch.einsum("i,j->j", w, x) + b

# %% written-out | adds up one weight after the other
def collapse(w, b, x):
    slope = 0
    for weight in w:
        slope = slope + weight
    return x * slope + b
