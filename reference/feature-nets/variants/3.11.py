# %% linear | the library's function
def neuron(x, w, b, sigma):
    return sigma(F.linear(x, w) + b)

# %% sum | multiplies and adds up
def neuron(x, w, b, sigma):
    return sigma((w * x).sum(-1) + b)
