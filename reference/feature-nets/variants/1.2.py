# %% plain-matplotlib | pyplot's scatter, shown by hand
fig_sin = plt.figure(figsize=(3, 3))
plt.scatter(df["x"], df["y"])
plt.xlabel("x")
plt.ylabel("y")
plt.show()

# %% markers | plot with markers and no line
fig_sin, ax = plt.subplots()
ax.plot(df["x"], df["y"], "o")
ax.set_xlabel("x")
ax.set_ylabel("y")
