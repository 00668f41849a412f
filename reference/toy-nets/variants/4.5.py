# %% state-dict | from the state
weights = net_h3.state_dict()["hidden.weight"].numpy().copy()
biases = net_h3.state_dict()["hidden.bias"].numpy().copy()

# %% layer | from the layer, in float64
params = list(net_h3.parameters())
weights = np.array(net_h3.hidden.weight.tolist())
biases = np.array(net_h3.hidden.bias.tolist())
