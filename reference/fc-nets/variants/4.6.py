# %% feature | by a better feature
# Whatever the weights, the border between yes and no is a straight line, while the positive points form a round disc; with the radius as an input one weight would be enough.

# %% network | by a network
# The model is linear and the classes are arranged in circles around the origin. A net with hidden units and tanh can bend the border around the disc.
