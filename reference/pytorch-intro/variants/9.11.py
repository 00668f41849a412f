# %% reshape | other names, other order, a helper of NumPy
def trainer(model, criterion, optimizer, dataloader, epochs=5, verbose=True):
    history = []
    for epoch in range(1, epochs + 1):
        batch_losses = []
        for _, (xb, yb) in enumerate(dataloader):
            loss = criterion(model(xb).squeeze(1), yb)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            batch_losses.append(loss.detach().item())
        history.append(float(np.mean(batch_losses)))
        if verbose:
            print(f"epoch {epoch}/{epochs}: mean loss {history[-1]:.4f}")
    return history
