# %% patience | early stopping with patience
# Keep some points aside as a validation set. Stop when the validation loss has not improved for, say, twenty epochs in a row.
