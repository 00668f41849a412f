# %% by-hand | by matrix product, flat
v, c = net_reg.output.weight.detach().numpy(), net_reg.output.bias.item()
binary_pred = np.asarray(binary_activations, dtype="float32") @ v[0] + c
# cell 6.15
plt.plot(x, y, label="Data")
plt.plot(x, binary_pred, drawstyle="steps-mid", label="Binary")
plt.plot(x, pred, label="Prediction")
plt.legend()
