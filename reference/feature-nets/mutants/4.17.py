# %% too-short | two words
# Same accuracy.
