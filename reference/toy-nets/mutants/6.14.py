# %% smooth | the output of the net
binary_pred = net_reg(features).detach()

# %% second-sigmoid | a sigmoid at the end
binary_pred = torch.sigmoid(net_reg.output(binary_activations)).detach()

# %% bias-forgotten | leaves out c
binary_pred = (binary_activations @ net_reg.output.weight.T).detach()
