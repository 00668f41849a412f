# %% before-the-activation | leaves out the sigmoid
features_layer1_3d = net_h3.hidden(torch.tensor(features)).detach().numpy()

# %% output | the output of the net
features_layer1_3d = net_h3(torch.tensor(features)).detach().numpy()

# %% transposed | one row per node
features_layer1_3d = torch.sigmoid(net_h3.hidden(torch.tensor(features))).detach().numpy().T

# %% no-biases | forgets the biases
features_layer1_3d = 1 / (1 + np.exp(-(features @ weights.T)))
