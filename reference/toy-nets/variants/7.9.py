# %% helper | a helper for the steps
def stairs(net, x):
    with torch.no_grad():
        return net.output((net.activation(net.hidden(x)) > 0.5).float())


binary_pred_flip = stairs(net_flip, features)
plt.figure(figsize=(10, 10))
plt.plot(x, y_flip, label="data")
plt.step(x, binary_pred_flip.flatten(), where="mid", label="binary")
plt.plot(x, pred_flip, color="r", label="pred")
plt.legend()
plt.show()
