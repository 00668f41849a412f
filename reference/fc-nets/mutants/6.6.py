# %% flat | a flat grid
with torch.no_grad():
    x_grid = torch.linspace(x_reg.min(), x_reg.max(), 200)
    y_reg_grid = big_model(x_grid)
    fitted = big_model(x_reg)
plt.plot(x_reg, y_reg, "o", label="Actual targets")
plt.plot(x_reg, fitted, "x", label="Predicted targets")
plt.plot(x_grid, y_reg_grid, "k-", label="Predicted")
plt.legend()

# %% range-of-y | over the range of y
with torch.no_grad():
    x_grid = torch.linspace(y_reg.min(), y_reg.max(), 200)[:, None]
    y_reg_grid = big_model(x_grid)
    fitted = big_model(x_reg)
plt.plot(x_reg, y_reg, "o", label="Actual targets")
plt.plot(x_reg, fitted, "x", label="Predicted targets")
plt.plot(x_grid, y_reg_grid, "k-", label="Predicted")
plt.legend()

# %% tangle | joins the predictions at the data
with torch.no_grad():
    x_grid = torch.linspace(x_reg.min(), x_reg.max(), 200)[:, None]
    y_reg_grid = big_model(x_grid)
    fitted = big_model(x_reg)
plt.plot(x_reg, y_reg, "o", label="Actual targets")
plt.plot(x_reg, fitted, "x", label="Predicted targets")
plt.plot(x_reg, fitted, "k-", label="Predicted")
plt.legend()

# %% no-legend | without a legend
with torch.no_grad():
    x_grid = torch.linspace(x_reg.min(), x_reg.max(), 200)[:, None]
    y_reg_grid = big_model(x_grid)
    fitted = big_model(x_reg)
plt.plot(x_reg, y_reg, "o", label="Actual targets")
plt.plot(x_reg, fitted, "x", label="Predicted targets")
plt.plot(x_grid, y_reg_grid, "k-", label="Predicted")

# %% reversed | predictions in the wrong order
with torch.no_grad():
    x_grid = torch.linspace(x_reg.min(), x_reg.max(), 200)[:, None]
    y_reg_grid = big_model(x_grid).flip(0)
    fitted = big_model(x_reg)
plt.plot(x_reg, y_reg, "o", label="Actual targets")
plt.plot(x_reg, fitted, "x", label="Predicted targets")
plt.plot(x_grid, y_reg_grid, "k-", label="Predicted")
plt.legend()
