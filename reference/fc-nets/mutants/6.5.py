# %% too-short | a few words
# The loss is still too high.
