# %% one-colour | both classes alike
fig_moons, ax = plt.subplots()
ax.scatter(X[:, 0], X[:, 1])
ax.set(title="Two moons", xlabel="Feature 1", ylabel="Feature 2")

# %% one-class | leaves a class out
fig_moons, ax = plt.subplots()
ax.scatter(X[y.flatten() == 1, 0], X[y.flatten() == 1, 1])
ax.set(title="Two moons", xlabel="Feature 1", ylabel="Feature 2")

# %% coloured-by-feature | the colour follows the first feature
fig_moons, ax = plt.subplots()
ax.scatter(X[:, 0], X[:, 1], c=X[:, 0])
ax.set(title="Two moons", xlabel="Feature 1", ylabel="Feature 2")

# %% no-labels | without title and labels
fig_moons, ax = plt.subplots()
ax.scatter(X[:, 0], X[:, 1], c=y.flatten())
