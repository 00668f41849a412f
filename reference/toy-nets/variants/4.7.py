# %% axes | with axes, longer lines, scatter
fig, ax = plt.subplots(figsize=(10, 10))
ax.scatter(*features[target == 0].T, color="r", label="0")
ax.scatter(*features[target == 1].T, color="g", label="1")
along = np.linspace(-6, 6, 50)
for i in range(3):
    ax.plot(along, (-biases[i] - weights[i, 0] * along) / weights[i, 1], label=f"node {i}")
ax.set_xlim(features[:, 0].min(), features[:, 0].max())
ax.set_ylim(features[:, 1].min(), features[:, 1].max())
ax.set_xlabel("x")
ax.set_ylabel("y")
ax.legend(framealpha=0)
plt.show()

# %% contours | one contour at level zero per node
plt.figure()
for label, colour in ((0, "r"), (1, "g")):
    plt.plot(*features[target == label].T, "p", color=colour, label=str(label))
a, b = np.meshgrid(np.linspace(-4, 4, 60), np.linspace(-4, 4, 60))
for i in range(3):
    plt.contour(a, b, weights[i, 0] * a + weights[i, 1] * b + biases[i], levels=[0])
plt.xlim(features[:, 0].min(), features[:, 0].max())
plt.ylim(features[:, 1].min(), features[:, 1].max())
plt.xlabel("x")
plt.ylabel("y")
plt.legend()
