# %% own-words | other words
# One looks for the parameters that make the cost as low as possible, by starting somewhere and correcting them a little,
# over and over, in the direction that lowers it.
