# %% plots | far too short
# Nice plots.
