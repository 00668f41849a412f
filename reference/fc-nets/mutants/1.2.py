# %% too-short | a few words
# The numbers of neurons in the network.
