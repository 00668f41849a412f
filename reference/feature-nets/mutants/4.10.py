# %% beside-the-column | compares 200 numbers with a column of 200
preds = lin_clf(X).argmax(dim=1)
accuracy = (preds == y).float().mean()

# %% down-the-columns | the best point of each class
preds = lin_clf(X).argmax(dim=0)
accuracy = (preds == y[:2].flatten()).float().mean()

# %% softmax-down | normalises over the points first
preds = torch.softmax(lin_clf(X), dim=0).argmax(dim=1)
accuracy = (preds == y.flatten()).float().mean()
