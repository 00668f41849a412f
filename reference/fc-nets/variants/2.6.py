# %% two-ends | draws every line from end to end, in colours of its own
ends = torch.tensor([[-3.3], [3.3]])
model = nn.Linear(1, 1)
opt = optim.SGD(model.parameters(), lr=0.01)
for epoch in range(100):
    loss = ((model(x_reg).flatten() - y_reg) ** 2).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    if epoch % 20 == 0:
        plt.plot(ends, model(ends).detach(), color=plt.cm.viridis(epoch / 100), label=f"{epoch}")
plt.scatter(x_reg, y_reg, color="k")
plt.legend(title="epoch")
plt.show()

# %% argsort | sorts with argsort
model = nn.Linear(1, 1)
opt = optim.SGD(model.parameters(), lr=0.01)
ix = x_reg.argsort(dim=0).squeeze()
for i in range(100):
    opt.zero_grad()
    loss = ((model(x_reg).squeeze() - y_reg) ** 2).mean()
    loss.backward()
    opt.step()
    if i % 20 == 0:
        with torch.no_grad():
            plt.plot(x_reg.squeeze()[ix], model(x_reg).squeeze()[ix], "-", label=i)
plt.plot(x_reg, y_reg, "ok", label="Actual data")
plt.legend(title="Epoch")
