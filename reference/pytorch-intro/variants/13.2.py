# %% own-words | other words
# One wanted curves that are not straight and go up all the time. The surprise was that the ReLU, with its corner and its dead
# half, nevertheless learns best in deep nets.
