# %% none | far too short
# There is no difference.
