# %% named | pairs of name and parameter
lin_params = list(lin_model.named_parameters())

# %% dictionary | the state as a dictionary
lin_params = dict(lin_model.named_parameters())
