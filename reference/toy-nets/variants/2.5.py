# %% builds | builds the net and counts
def n_params(I, O, L, H):
    layers = [nn.Linear(I, H)] + [nn.Linear(H, H) for _ in range(L - 1)] + [nn.Linear(H, O)]
    return sum(p.numel() for layer in layers for p in layer.parameters())

# %% factored | the same formula, factored
def n_params(I, O, L, H):
    return (I + 1) * H + (L - 1) * (H + 1) * H + (H + 1) * O
