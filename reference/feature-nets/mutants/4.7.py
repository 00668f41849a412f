# %% not-flattened | one dimension too many
y_one_hot = F.one_hot(y.long(), num_classes=2).float()

# %% whole-numbers | forgets to convert
y_one_hot = F.one_hot(y.flatten().long(), num_classes=2)

# %% inverted | the columns swapped
y_one_hot = torch.cat([y, 1 - y], dim=1)

# %% doubled | the label in both columns
y_one_hot = y.repeat(1, 2)
