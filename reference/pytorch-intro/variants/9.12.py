# %% more-epochs | sixty
trainer(model_lin, criterion, optimizer, dataloader, epochs=60, verbose=True)

# %% adam | Adam with a large rate
trainer(model_lin, criterion, optim.Adam(model_lin.parameters(), lr=0.5), dataloader, epochs=60, verbose=False)

# %% full-batch | all examples in each step
opt = optim.SGD(model_lin.parameters(), lr=0.1)
for _ in range(200):
    opt.zero_grad()
    criterion(model_lin(X_t).flatten(), y_t).backward()
    opt.step()
