# %% sign | forgets the minus
delta = (net_reg.hidden.bias / net_reg.hidden.weight[:, 0]).detach().numpy()

# %% upside-down | weight by bias
delta = (-net_reg.hidden.weight[:, 0] / net_reg.hidden.bias).detach().numpy()
