# %% too-short | a few words
# In the middle, and more data makes it worse.
