# %% column | a column
pred = net_reg(features).detach().numpy()

# %% graph-attached | a tensor with its history
pred = net_reg(features).flatten()

# %% rounded-inputs | predictions for other points
pred = net_reg(features.round()).detach().numpy().flatten()
