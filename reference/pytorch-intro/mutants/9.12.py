# %% ten | ten epochs
trainer(model_lin, criterion, optimizer, dataloader, epochs=10)

# %% default | the default number of epochs
trainer(model_lin, criterion, optimizer, dataloader)

# %% slow-adam | Adam with a rate for SGD
trainer(model_lin, criterion, optim.Adam(model_lin.parameters(), lr=0.02), dataloader, epochs=30)

# %% no-flatten | a loop that compares everything with everything
for _ in range(30):
    for xb, yb in dataloader:
        optimizer.zero_grad()
        criterion(model_lin(xb), yb).backward()
        optimizer.step()
