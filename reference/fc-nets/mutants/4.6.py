# %% too-short | a few words
# One has to train longer.
