# %% every-300th | other epochs
for i in range(50, 1000, 300):
    print(f"Epoch {i + 1}: {clf_losses[i]:.3f}")

# %% last-only | prints the last one only
print(clf_losses[-1])
