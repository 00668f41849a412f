# %% mean | averages the weights
def collapse(w, b, x):
    return w.mean() * x + b

# %% bias-per-feature | adds the bias once for each feature
def collapse(w, b, x):
    y = 0
    for weight in w:
        y = y + weight * x + b
    return y
