# %% showing | far too short
# Showing the data to the net.
