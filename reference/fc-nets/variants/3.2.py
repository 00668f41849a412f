# %% by-formula | the formula itself
x_plt = torch.linspace(-10, 10, 100)
y_plt = 1 / (1 + torch.exp(-x_plt))
plt.plot(x_plt, y_plt)
plt.axvline(0)
plt.xlabel("Input")
plt.ylabel("Output")
plt.title("The sigmoid")
plt.show()

# %% functional | NumPy's numbers and vlines
x_plt = np.linspace(-10, 10, 100, dtype=np.float32)
y_plt = nn.functional.sigmoid(torch.from_numpy(x_plt)).numpy()
fig, ax = plt.subplots(figsize=(5, 2.5))
ax.plot(x_plt, y_plt)
ax.vlines(0, 0, 1)
ax.set(xlabel="input", ylabel="output", title="Sigmoid")
