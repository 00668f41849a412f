# %% before-the-activation | leaves out the sigmoid
activations = net_reg.hidden(features).detach()

# %% transposed | one row per node
activations = torch.sigmoid(net_reg.hidden(features)).detach().T
