# %% faster | a wrong reason
# Because it is faster.

# %% required | another one
# MSELoss requires it.
