# %% loop | one call per line
fig_features = plt.figure()
for i in range(30):
    plt.plot(xx.flatten(), features[:, i])
plt.title("Features")
plt.xlabel("x")
plt.ylabel("φ(x)")
plt.show()

# %% active-only | leaves out those that are zero everywhere
fig_features, ax = plt.subplots()
active = (features > 0).any(dim=0)
ax.plot(xx, features[:, active])
ax.set(title="The active features", xlabel="x", ylabel=r"$\phi_i(x)$")
