# %% no-bias | forgets b
def neuron(x, w, b, sigma):
    return sigma(x @ w)

# %% not-summed | multiplies element by element
def neuron(x, w, b, sigma):
    return sigma(x * w + b)

# %% bent-inside | bends before it adds the bias
def neuron(x, w, b, sigma):
    return sigma(x @ w) + b
