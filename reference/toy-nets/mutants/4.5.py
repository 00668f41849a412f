# %% output-layer | the weights of the output layer
params = list(net_h3.parameters())
weights, biases = params[2].detach().numpy(), params[1].detach().numpy()

# %% transposed | one column per node
params = list(net_h3.parameters())
weights, biases = params[0].detach().numpy().T, params[1].detach().numpy()

# %% tensors | still parameters
weights, biases = list(net_h3.parameters())[:2]
