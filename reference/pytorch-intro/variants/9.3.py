# %% numel | counts by itself
n_params_lin = sum(p.numel() for p in model_lin.parameters() if p.requires_grad)
n_params_lin3 = 3 + 1
