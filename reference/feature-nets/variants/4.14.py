# %% manual | without the helper
lin_clf_shown = LinearClassificationNN()
shown = train_classification_model(lin_clf_shown, X, y)
fig_lin_clf, ax = plt.subplots(2, 1)
plot_classification(lin_clf_shown, X, y, ax[0])
ax[1].plot(shown)
plt.show()
