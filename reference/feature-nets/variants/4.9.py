# %% adam | another optimiser
lin_clf = LinearClassificationNN()
optimizer, losses = optim.Adam(lin_clf.parameters(), lr=0.05), []
for _ in range(1000):
    optimizer.zero_grad()
    loss = F.cross_entropy(lin_clf(X), y.flatten().long())
    loss.backward()
    optimizer.step()
    losses.append(loss.item())

# %% defaults | relies on the default number of epochs
lin_clf = LinearClassificationNN(2)
losses = train_classification_model(lin_clf, X, y)
plt.plot(losses)
plt.show()
