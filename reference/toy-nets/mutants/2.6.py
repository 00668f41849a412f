# %% a-picture | two words
# A picture.

# %% trains | a short guess
# It trains the net.
