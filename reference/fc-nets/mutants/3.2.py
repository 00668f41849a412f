# %% tanh | the tanh
x_plt = torch.linspace(-10, 10, 100)
y_plt = torch.tanh(x_plt)
plt.axvline(0)
plt.plot(x_plt, y_plt)
plt.xlabel("input")
plt.ylabel("output")
plt.title("Sigmoid function")

# %% wrong-formula | exp(x) on top
x_plt = torch.linspace(-10, 10, 100)
y_plt = torch.exp(x_plt) / (1 + torch.exp(-x_plt))
plt.axvline(0)
plt.plot(x_plt, y_plt)
plt.xlabel("input")
plt.ylabel("output")
plt.title("Sigmoid function")

# %% fifty | fifty points
x_plt = torch.linspace(-10, 10, 50)
y_plt = torch.sigmoid(x_plt)
plt.axvline(0)
plt.plot(x_plt, y_plt)
plt.xlabel("input")
plt.ylabel("output")
plt.title("Sigmoid function")

# %% no-line | no vertical line
x_plt = torch.linspace(-10, 10, 100)
y_plt = torch.sigmoid(x_plt)
plt.plot(x_plt, y_plt)
plt.xlabel("input")
plt.ylabel("output")
plt.title("Sigmoid function")
