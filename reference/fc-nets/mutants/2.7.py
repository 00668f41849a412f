# %% too-short | a few words
# It needs more epochs.
