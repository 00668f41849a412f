# %% other-label | calls them MSE, as the lecture did
for i in range(0, 1000, 100):
    print(f"Epoch {i + 1}. MSE Loss = {clf_losses[i]:0.3f}")

# %% list-and-plot | a list, with a plot beside it
print([round(v, 4) for v in clf_losses[::100]])
plt.plot(clf_losses)
plt.show()
