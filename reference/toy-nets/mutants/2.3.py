# %% no-hidden-biases | leaves out the biases of the hidden layer
param_shapes = [(2, 2), (1, 2), (1,)]
n_free = 7

# %% no-biases | weights only
param_shapes = [tuple(p.shape) for p in net.parameters() if p.dim() == 2]
n_free = 6

# %% counts-tensors | counts the tensors instead of the numbers
param_shapes = [tuple(p.shape) for p in net.parameters()]
n_free = len(param_shapes)
