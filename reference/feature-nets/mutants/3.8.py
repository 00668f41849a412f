# %% heat-map | an image of the table
fig_features, ax = plt.subplots()
ax.imshow(features.T, aspect="auto")
ax.set(title="Features", xlabel="x", ylabel=r"$\phi(x)$")

# %% no-x | against the number of the row
fig_features, ax = plt.subplots()
ax.plot(features)
ax.set(title="Features", xlabel="x", ylabel=r"$\phi(x)$")

# %% one-feature | the first feature only
fig_features, ax = plt.subplots()
ax.plot(xx, features[:, 0])
ax.set(title="Features", xlabel="x", ylabel=r"$\phi(x)$")

# %% no-labels | without title and labels
fig_features, ax = plt.subplots()
ax.plot(xx, features)
