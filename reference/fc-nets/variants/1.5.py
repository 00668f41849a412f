# %% scatter-and-line | scatter for the data, a line for the predictions
with torch.no_grad():
    order = x_reg[:, 0].argsort()
    plt.scatter(x_reg, y_reg, label="actual")
    plt.plot(x_reg[order], reg_model(x_reg)[order], label="predicted")
plt.legend()
plt.title("Before")
plt.show()

# %% two-ends | draws the line from end to end
ends = torch.tensor([[-3.0], [3.0]])
plt.plot(x_reg, y_reg, ".", label="actual values")
plt.plot(ends, reg_model(ends).detach(), "-", label="prediction")
plt.legend()
plt.title("Before")
