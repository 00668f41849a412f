# %% no-reset | gradients add up
reg_model = nn.Linear(1, 1)
optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
losses = []
for _ in range(100):
    y_hat = reg_model(x_reg).squeeze()
    loss = torch.mean((y_hat - y_reg) ** 2)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())

# %% not-squeezed | a column minus flat targets
reg_model = nn.Linear(1, 1)
optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
losses = []
for _ in range(100):
    optimizer.zero_grad()
    y_hat = reg_model(x_reg)
    loss = torch.mean((y_hat - y_reg) ** 2)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())

# %% ten-epochs | stops after ten
reg_model = nn.Linear(1, 1)
optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
losses = []
for _ in range(10):
    optimizer.zero_grad()
    y_hat = reg_model(x_reg).squeeze()
    loss = torch.mean((y_hat - y_reg) ** 2)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())

# %% step-first | steps before backward, with empty gradients
reg_model = nn.Linear(1, 1)
optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
losses = []
for _ in range(100):
    optimizer.zero_grad()
    y_hat = reg_model(x_reg).squeeze()
    loss = torch.mean((y_hat - y_reg) ** 2)
    optimizer.step()
    loss.backward()
    losses.append(loss.item())

# %% no-step | forgets the step
reg_model = nn.Linear(1, 1)
optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
losses = []
for _ in range(100):
    optimizer.zero_grad()
    y_hat = reg_model(x_reg).squeeze()
    loss = torch.mean((y_hat - y_reg) ** 2)
    loss.backward()
    losses.append(loss.item())

# %% uphill | maximises the loss
reg_model = nn.Linear(1, 1)
optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
losses = []
for _ in range(100):
    optimizer.zero_grad()
    y_hat = reg_model(x_reg).squeeze()
    loss = torch.mean((y_hat - y_reg) ** 2)
    (-loss).backward()
    optimizer.step()
    losses.append(loss.item())

# %% tensors-kept | collects tensors
reg_model = nn.Linear(1, 1)
optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
losses = []
for _ in range(100):
    optimizer.zero_grad()
    y_hat = reg_model(x_reg).squeeze()
    loss = torch.mean((y_hat - y_reg) ** 2)
    loss.backward()
    optimizer.step()
    losses.append(loss)
