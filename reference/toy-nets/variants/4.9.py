# %% by-hand | with NumPy
features_layer1_3d = 1 / (1 + np.exp(-(features @ weights.T + biases)))

# %% hook | with a forward hook
caught = []
handle = net_h3.activation.register_forward_hook(lambda module, inputs, output: caught.append(output))
with torch.no_grad():
    net_h3.hidden(torch.tensor(features))
    net_h3.activation(net_h3.hidden(torch.tensor(features)))
handle.remove()
features_layer1_3d = caught[-1].numpy()
