# %% int | compares and converts
classes = (probability > 0.5).int()

# %% round | rounds
classes = torch.round(probability)

# %% booleans | True and False
classes = probability > 0.5
