# %% bounded | far too short
# It must be bounded.
