# %% scatter | a scatter plot, shown
plt.scatter(x_reg, y_reg, s=8)
plt.xlabel("X")
plt.ylabel("Y")
plt.grid(True)
plt.show()

# %% axes-object | on axes of its own, with dots
fig, ax = plt.subplots()
ax.plot(x_reg[:, 0].numpy(), y_reg.numpy(), marker=".", linestyle="")
ax.set(xlabel="x", ylabel="y")
ax.grid()
