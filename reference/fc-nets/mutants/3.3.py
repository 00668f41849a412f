# %% too-short | a few words
# Because it is slow.
