# %% one-batch | looks at four rows only
loss_init = loss_fn(model_lin(inputs[:4]), targets[:4])

# %% after-training | trains first
for _ in range(1000):
    loss_fn(model_lin(inputs), targets).backward()
    opt.step()
    opt.zero_grad()
loss_init = loss_fn(model_lin(inputs), targets)
