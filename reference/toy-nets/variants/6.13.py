# %% half | activations above one half
binary_activations = (activations > 0.5).float()

# %% heaviside | torch.heaviside
z = net_reg.hidden(features).detach()
binary_activations = torch.heaviside(z, torch.tensor(0.0))

# %% where | torch.where
binary_activations = torch.where(net_reg.hidden(features) > 0, 1.0, 0.0)

# %% rounded | rounds the activations
binary_activations = activations.round()
