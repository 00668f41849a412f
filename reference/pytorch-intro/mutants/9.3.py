# %% tensors | counts tensors
n_params_lin = len(list(model_lin.parameters()))
n_params_lin3 = len(list(linearRegression(3, 1).parameters()))

# %% zero | counts an exhausted generator
parameters = model_lin.parameters()
list(parameters)
n_params_lin = sum(p.numel() for p in parameters)
n_params_lin3 = 4
