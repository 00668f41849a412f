# %% no-step | never takes the step
optimizer = optim.Adam(net_first.parameters(), lr=1e-2)
first_losses = []
for epoch in range(100):
    loss = nn.BCELoss()(net_first(features), target)
    optimizer.zero_grad()
    loss.backward()
    first_losses.append(loss.item())
    if epoch % 10 == 0:
        print(f"Loss = {loss.item():.4f}")

# %% reset-too-late | throws the gradients away before the step
optimizer = optim.Adam(net_first.parameters(), lr=1e-2)
first_losses = []
for epoch in range(100):
    loss = nn.BCELoss()(net_first(features), target)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    first_losses.append(loss.item())
    if epoch % 10 == 0:
        print(f"Loss = {loss.item():.4f}")

# %% old-optimiser | the optimiser of the older net
first_losses = []
for epoch in range(100):
    loss = nn.BCELoss()(net_first(features), target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    first_losses.append(loss.item())
    if epoch % 10 == 0:
        print(f"Loss = {loss.item():.4f}")

# %% silent | prints nothing
optimizer = optim.Adam(net_first.parameters(), lr=1e-2)
first_losses = []
for epoch in range(100):
    loss = nn.BCELoss()(net_first(features), target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    first_losses.append(loss.item())
