# %% untrained | draws a fresh classifier
lin_clf_shown = LinearClassificationNN()
fig_lin_clf, ax = plt.subplots(1, 2)
plot_classification(lin_clf_shown, X, y, ax[0])
ax[1].plot([1, 0.5] * 500)

# %% no-loss | leaves the loss out
lin_clf_shown = LinearClassificationNN()
train_classification_model(lin_clf_shown, X, y)
fig_lin_clf, ax = plt.subplots()
plot_classification(lin_clf_shown, X, y, ax)
