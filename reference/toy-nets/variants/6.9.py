# %% one-call | both in one call
plt.plot(x, y, "k", x, pred, "r--")
plt.show()
