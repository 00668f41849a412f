# %% too-short | a few words
# Nothing, accuracy is high.
