# %% joined | joins the points
plt.plot(x_reg, y_reg)
plt.xlabel("x")
plt.ylabel("y")
plt.grid()

# %% swapped | x on the vertical axis
plt.plot(y_reg, x_reg, "o")
plt.xlabel("x")
plt.ylabel("y")
plt.grid()

# %% no-labels | without labels
plt.plot(x_reg, y_reg, "o")
plt.grid()

# %% no-grid | without a grid
plt.scatter(x_reg, y_reg)
plt.xlabel("x")
plt.ylabel("y")
