# %% longer | three times as many epochs
fit(300, model_lin, loss_fn, opt)

# %% adam | another optimiser
fit(300, model_lin, loss_fn, torch.optim.Adam(model_lin.parameters(), lr=0.1))

# %% full-batch | all rows at once, larger steps
opt = torch.optim.SGD(model_lin.parameters(), lr=1e-4)
for _ in range(300):
    loss = loss_fn(model_lin(inputs), targets)
    loss.backward()
    opt.step()
    opt.zero_grad()
