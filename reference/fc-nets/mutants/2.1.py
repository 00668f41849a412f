# %% too-short | a few words
# Because the gradient is negative.
