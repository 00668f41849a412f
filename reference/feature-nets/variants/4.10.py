# %% difference | compares the two scores
scores = lin_clf(X).detach()
preds = scores[:, 1] > scores[:, 0]
accuracy = (preds == y.flatten()).float().mean().item()

# %% column | keeps the column
with torch.no_grad():
    preds = lin_clf(X).argmax(1, keepdim=True)
accuracy = (preds == y).sum() / 200
