# %% short | far too short
# Finite differences.
