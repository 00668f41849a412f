# %% one-too-many | as many inner layers as hidden layers
def n_params(I, O, L, H):
    return (I * H + H) + L * (H * H + H) + (H * O + O)

# %% no-biases | weights only
def n_params(I, O, L, H):
    return I * H + (L - 1) * H * H + H * O

# %% one-layer | right for a single hidden layer
def n_params(I, O, L, H):
    return I * H + H + H * O + O
