# %% too-short | a few words
# It has not enough layers.
