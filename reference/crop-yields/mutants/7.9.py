# %% ten-epochs | stops early
fit(10, model_lin, loss_fn, opt)

# %% not-reset | a loop of its own that forgets the reset
for _ in range(100):
    for xb, yb in train_dl:
        loss_fn(model_lin(xb), yb).backward()
        opt.step()

# %% no-step | a loop of its own that forgets the step
for _ in range(100):
    for xb, yb in train_dl:
        loss_fn(model_lin(xb), yb).backward()
        opt.zero_grad()

# %% other-model | the optimiser of another layer
fit(100, model_lin, loss_fn, torch.optim.SGD(nn.Linear(3, 2).parameters(), lr=1e-5))
