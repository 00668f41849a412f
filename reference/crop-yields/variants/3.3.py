# %% written-out | the formula once more, with copies of w and b
weights, biases = w.detach().clone(), b.detach().clone()
preds = model(inputs) * 0 + inputs @ weights.t() + biases
