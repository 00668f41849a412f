# %% no-legend | without a legend
plt.plot(x_reg, y_reg, "o", label="Actual targets")
plt.plot(x_reg, reg_model(x_reg).detach(), "o", label="Predicted targets")
plt.title("Before")

# %% over-index | predictions over their index
plt.plot(x_reg, y_reg, "o", label="Actual targets")
plt.plot(reg_model(x_reg).detach(), "o", label="Predicted targets")
plt.legend()
plt.title("Before")

# %% one-series | only the data
plt.plot(x_reg, y_reg, "o", label="Actual and predicted")
plt.legend()
plt.title("Before")
