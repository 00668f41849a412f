# %% unflipped | the old curve
plt.plot(x, y)

# %% both-reversed | both reversed, which changes nothing
plt.plot(x, y[::1])
plt.title("flipped")

# %% over-the-index | over the index
plt.plot(y_flip)
