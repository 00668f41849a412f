# %% too-short | four words
# Any net can everything.
