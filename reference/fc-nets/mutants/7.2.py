# %% too-short | a few words
# A straight boundary.
