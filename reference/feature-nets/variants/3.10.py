# %% own-words | in other words
# If the hidden layer may be as wide as it likes, there is always a network that gets as near as you want to any continuous
# function. How wide that is, and whether gradient descent will find the weights, is left open.
