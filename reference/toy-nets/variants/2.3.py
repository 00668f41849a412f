# %% numbers | how many numbers each tensor holds
param_shapes = [p.numel() for p in net.parameters()]
n_free = sum(param_shapes)

# %% by-name | a dictionary from names to numbers
param_shapes = {name: p.numel() for name, p in net.named_parameters()}
n_free = 9

# %% sizes | torch sizes, from the end
param_shapes = [p.shape for p in list(net.parameters())[::-1]]
n_free = 4 + 2 + 2 + 1
