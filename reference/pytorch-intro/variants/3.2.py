# %% full | other functions
Z = torch.full((2, 2), 0.0)
O = torch.ones_like(Z)
