# %% linear | a straight line
model_nl = linearRegression(1, 1)
trainer(model_nl, nn.MSELoss(), optim.Adam(model_nl.parameters(), lr=0.05), dl_n, epochs=100, verbose=False)

# %% identity | layers without an activation
model_nl = nn.Sequential(nn.Linear(1, 3), nn.Linear(3, 1))
trainer(model_nl, nn.MSELoss(), optim.Adam(model_nl.parameters(), lr=0.05), dl_n, epochs=100, verbose=False)

# %% hundred-sgd | the slow optimiser for the short time
model_nl = nonlinRegression(1, 3, 1)
trainer(model_nl, nn.MSELoss(), optim.SGD(model_nl.parameters(), lr=0.01), dl_n, epochs=100, verbose=False)

# %% no-flatten | compares everything with everything
model_nl = nonlinRegression(1, 3, 1)
opt = optim.Adam(model_nl.parameters(), lr=0.05)
for _ in range(60):
    for xb, yb in dl_n:
        opt.zero_grad()
        nn.MSELoss()(model_nl(xb), yb).backward()
        opt.step()
