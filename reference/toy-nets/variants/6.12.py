# %% by-hand | with NumPy
w, b = net_reg.hidden.weight.detach().numpy(), net_reg.hidden.bias.detach().numpy()
with np.errstate(over="ignore"):
    activations = 1 / (1 + np.exp(-(x[:, None] * w[:, 0] + b)))

# %% tracked | with its history
activations = net_reg.activation(net_reg.hidden(features))
