# %% steps | drawn as stairs
fig, ax = plt.subplots(figsize=(10, 10))
ax.plot(x, y, label="data")
ax.step(x, binary_pred.flatten(), where="mid", label="binary")
ax.plot(x, pred, "r", label="pred")
ax.legend(loc="upper right")
plt.show()
