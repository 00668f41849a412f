# %% one-epoch | a single epoch
trainer(model_lin3, nn.MSELoss(), optim.SGD(model_lin3.parameters(), lr=0.05), dl3, epochs=1)

# %% no-flatten | a loop that compares everything with everything
opt3 = optim.SGD(model_lin3.parameters(), lr=0.05)
for _ in range(100):
    for xb, yb in dl3:
        opt3.zero_grad()
        nn.MSELoss()(model_lin3(xb), yb).backward()
        opt3.step()

# %% old-optimizer | moves the old model
trainer(model_lin3, nn.MSELoss(), optimizer, dl3, epochs=100, verbose=False)
