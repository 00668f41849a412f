# %% hundred | a fixed number
# After 100 epochs.

# %% zero | never
# When the training loss is zero.
