# %% copies | calls the model with a copy of the inputs
preds = model(inputs.clone())

# %% written-out | the formula once more
preds = torch.matmul(inputs, w.T) + b
