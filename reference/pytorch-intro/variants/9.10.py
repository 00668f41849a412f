# %% loop | a loop that stops at once
for XX, yy in dataloader:
    break
