# %% one-scatter | colours by class, with a legend made of both
drawn = plt.scatter(x_clf[:, 0], x_clf[:, 1], c=y_clf)
handles, _ = drawn.legend_elements()
plt.legend(handles, ["negative", "positive"])
plt.axis("equal")
plt.grid()
plt.show()

# %% two-scatters | two scatter plots
for mask, name in ((y_clf, "Positive"), (~y_clf, "Negative")):
    plt.scatter(*x_clf[mask].T, label=name)
plt.gca().set_aspect("equal")
plt.grid()
