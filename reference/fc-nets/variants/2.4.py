# %% adam | Adam, 200 epochs
reg_model = nn.Linear(1, 1)
optimizer = optim.Adam(reg_model.parameters(), lr=0.1)
losses = []
for _ in range(200):
    loss = nn.functional.mse_loss(reg_model(x_reg)[:, 0], y_reg)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(float(loss))

# %% by-hand | changes the parameters by hand
reg_model = nn.Linear(1, 1)
optimizer = None
losses = []
for _ in range(100):
    loss = ((reg_model(x_reg).flatten() - y_reg) ** 2).mean()
    reg_model.zero_grad()
    loss.backward()
    with torch.no_grad():
        for p in reg_model.parameters():
            p -= 0.01 * p.grad
    losses.append(loss.item())

# %% loader | one big batch from a loader
from torch.utils.data import DataLoader, TensorDataset

reg_model = nn.Linear(1, 1)
optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
losses = []
for _ in range(100):
    for x, y in DataLoader(TensorDataset(x_reg, y_reg), batch_size=100):
        optimizer.zero_grad()
        loss = torch.mean((reg_model(x).squeeze() - y) ** 2)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
