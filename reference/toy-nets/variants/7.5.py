# %% labelled | with labels
fig, ax = plt.subplots()
ax.plot(x, y_flip)
ax.set_xlabel("x")
plt.show()
