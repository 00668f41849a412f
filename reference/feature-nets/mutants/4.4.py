# %% turned | one point per column
x_example = torch.tensor([[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]])
output_example = model_example(x_example.T)

# %% probabilities | softmax already taken
x_example = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
output_example = torch.softmax(model_example(x_example), dim=1)

# %% no-bias | multiplies by the weights only
x_example = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
output_example = x_example @ model_example.weight.T
