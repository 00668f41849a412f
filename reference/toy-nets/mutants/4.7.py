# %% sign-of-the-bias | mirrors the lines at the origin
plt.figure(figsize=(6, 6))
for label, colour in ((0, "tab:red"), (1, "tab:green")):
    plt.plot(*features[target == label].T, "p", color=colour, label=str(label))
ends = np.array([features[:, 0].min(), features[:, 0].max()])
for (w_x, w_y), bias in zip(weights, biases):
    plt.plot(ends, (bias - w_x * ends) / w_y)
plt.xlim(features[:, 0].min(), features[:, 0].max())
plt.ylim(features[:, 1].min(), features[:, 1].max())
plt.xlabel("x")
plt.ylabel("y")
plt.legend()

# %% bias-not-divided | divides the slope only
plt.figure(figsize=(6, 6))
for label, colour in ((0, "tab:red"), (1, "tab:green")):
    plt.plot(*features[target == label].T, "p", color=colour, label=str(label))
ends = np.array([features[:, 0].min(), features[:, 0].max()])
for (w_x, w_y), bias in zip(weights, biases):
    plt.plot(ends, -bias - w_x * ends / w_y)
plt.xlim(features[:, 0].min(), features[:, 0].max())
plt.ylim(features[:, 1].min(), features[:, 1].max())
plt.xlabel("x")
plt.ylabel("y")
plt.legend()

# %% first-node-only | draws a single line
plt.figure(figsize=(6, 6))
for label, colour in ((0, "tab:red"), (1, "tab:green")):
    plt.plot(*features[target == label].T, "p", color=colour, label=str(label))
ends = np.array([features[:, 0].min(), features[:, 0].max()])
plt.plot(ends, -(biases[0] + weights[0, 0] * ends) / weights[0, 1])
plt.xlim(features[:, 0].min(), features[:, 0].max())
plt.ylim(features[:, 1].min(), features[:, 1].max())
plt.xlabel("x")
plt.ylabel("y")
plt.legend()

# %% no-limits | lets the lines blow up the picture
plt.figure(figsize=(6, 6))
for label, colour in ((0, "tab:red"), (1, "tab:green")):
    plt.plot(*features[target == label].T, "p", color=colour, label=str(label))
ends = np.array([features[:, 0].min(), features[:, 0].max()])
for (w_x, w_y), bias in zip(weights, biases):
    plt.plot(ends, -(bias + w_x * ends) / w_y)
plt.xlabel("x")
plt.ylabel("y")
plt.legend()
