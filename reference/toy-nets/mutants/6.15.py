# %% no-legend | forgets the legend
plt.plot(x, y, label="data")
plt.plot(x, binary_pred.numpy(), label="binary")
plt.plot(x, pred, label="pred")

# %% smooth-twice | the smooth prediction under both names
plt.plot(x, y, label="data")
plt.plot(x, pred, label="binary")
plt.plot(x, pred, label="pred")
plt.legend()
