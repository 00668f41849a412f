# %% adam | another optimiser, fewer epochs
clf_model = SimpleClassificationNN(num_features=100)
optimizer, losses = optim.Adam(clf_model.parameters(), lr=0.01), []
for _ in range(300):
    optimizer.zero_grad()
    loss = F.cross_entropy(clf_model(X), y.flatten().long())
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
fig_clf_training, ax = plt.subplots(1, 2)
plot_classification(clf_model, X, y, ax[0])
ax[1].plot(losses)

# %% longer | 3000 epochs
# slow
clf_model = SimpleClassificationNN(2, 100)
fig_clf_training = plot_classification_model_training(clf_model, X, y, num_epochs=3000)
plt.show()
