# %% seaborn | with the function of seaborn
fig_moons, ax = plt.subplots(figsize=(6, 4))
sns.scatterplot(x=X[:, 0], y=X[:, 1], hue=y.flatten(), palette="BrBG", ax=ax, legend=False, edgecolor="k")
ax.set_title('Synthetic two-class "moons" data set')
ax.set(xlabel="Feature 1", ylabel="Feature 2")
plt.show()

# %% two-series | one series per class
fig_moons = plt.figure()
for label in (0, 1):
    chosen = y.flatten() == label
    plt.plot(X[chosen, 0], X[chosen, 1], "o", label=f"class {label}")
plt.title("The moons")
plt.xlabel("feature 1")
plt.ylabel("feature 2")
plt.legend()
