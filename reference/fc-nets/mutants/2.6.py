# %% unsorted | in the order of the sample
moving = nn.Linear(1, 1)
mover = optim.SGD(moving.parameters(), lr=0.01)
x_sorted = x_reg
for i in range(100):
    mover.zero_grad()
    torch.mean((moving(x_reg).squeeze() - y_reg) ** 2).backward()
    mover.step()
    if i % 20 == 0:
        plt.plot(x_sorted, moving(x_sorted).detach(), "-", label=i)
plt.plot(x_reg, y_reg, "ok", label="data")
plt.legend(title="Epoch")

# %% afterwards | draws all lines after the training
moving = nn.Linear(1, 1)
mover = optim.SGD(moving.parameters(), lr=0.01)
x_sorted = x_reg.sort(dim=0).values
for i in range(100):
    mover.zero_grad()
    torch.mean((moving(x_reg).squeeze() - y_reg) ** 2).backward()
    mover.step()
for i in range(0, 100, 20):
    plt.plot(x_sorted, moving(x_sorted).detach(), "-", label=i)
plt.plot(x_reg, y_reg, "ok", label="data")
plt.legend(title="Epoch")

# %% no-title | a legend without a title
moving = nn.Linear(1, 1)
mover = optim.SGD(moving.parameters(), lr=0.01)
x_sorted = x_reg.sort(dim=0).values
for i in range(100):
    mover.zero_grad()
    torch.mean((moving(x_reg).squeeze() - y_reg) ** 2).backward()
    mover.step()
    if i % 20 == 0:
        plt.plot(x_sorted, moving(x_sorted).detach(), "-", label=i)
plt.plot(x_reg, y_reg, "ok", label="data")
plt.legend()
