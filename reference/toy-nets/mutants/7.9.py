# %% divided | the tempting trick
smooth = net_flip.activation(net_flip.hidden(features))
binary_pred_flip = net_flip.output(nn.Threshold(0.5, 0)(smooth) / smooth).detach()
plt.plot(x, y_flip, label="data")
plt.plot(x, binary_pred_flip.numpy(), label="binary")
plt.plot(x, pred_flip, label="pred")
plt.legend()

# %% old-activations | the steps of the older net
binary_pred_flip = net_flip.output(binary_activations).detach()
plt.plot(x, y_flip, label="data")
plt.plot(x, binary_pred_flip.numpy(), label="binary")
plt.plot(x, pred_flip, label="pred")
plt.legend()

# %% right-picture-only | draws the right stairs and keeps others
binary_pred_flip = net_flip(features).detach()
steps = net_flip.output((net_flip.hidden(features) > 0).float()).detach()
plt.plot(x, y_flip, label="data")
plt.plot(x, steps.numpy(), label="binary")
plt.plot(x, pred_flip, label="pred")
plt.legend()
