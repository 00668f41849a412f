# %% table | a table with predictions beside targets
for guess, truth in zip(preds.tolist(), targets.tolist()):
    print(f"{guess[0]:8.1f} {truth[0]:6.0f} {guess[1]:8.1f} {truth[1]:6.0f}")

# %% largest-gap | the largest deviation
print((preds - targets).abs().max())

# %% differences | the differences alone
print(targets - preds)
