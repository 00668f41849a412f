# %% unsqueezed | unsqueeze, detach and more points
x_grid = torch.linspace(x_reg.min(), x_reg.max(), 400).unsqueeze(1)
y_reg_grid = big_model(x_grid).detach()
plt.scatter(x_reg, y_reg, label="data")
plt.scatter(x_reg, big_model(x_reg).detach(), marker="x", label="at the data")
plt.plot(x_grid, y_reg_grid, label="curve")
plt.legend()
plt.show()

# %% reshaped | reshape, and a flat prediction
x_grid = torch.linspace(float(x_reg.min()), float(x_reg.max()), 200).reshape(-1, 1)
with torch.no_grad():
    y_reg_grid = big_model(x_grid).squeeze()
    y_fit = big_model(x_reg).squeeze()
fig, ax = plt.subplots()
ax.plot(x_reg, y_reg, "o", label="a")
ax.plot(x_reg, y_fit, "x", label="b")
ax.plot(x_grid, y_reg_grid, "-", label="c")
ax.legend()
