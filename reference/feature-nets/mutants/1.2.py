# %% joined | a line from point to point
fig_sin, ax = plt.subplots(figsize=(3, 3))
sns.lineplot(data=df, x="x", y="y", ax=ax)

# %% other-data | points of a fresh sample
fig_sin, ax = plt.subplots(figsize=(3, 3))
ax.scatter(df["x"], np.sin(df["x"]))
ax.set(xlabel="x", ylabel="y")

# %% no-labels | axes without names
fig_sin, ax = plt.subplots(figsize=(3, 3))
ax.scatter(df["x"], df["y"])
