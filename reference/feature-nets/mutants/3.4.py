# %% too-short | two words
# Sine waves.
