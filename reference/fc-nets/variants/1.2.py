# %% matrix-view | argues with the shape of the weight matrix
# The weight matrix has the shape (out, in): in_features is the number of columns that a sample brings along, such as 784 pixels
# of an image, and out_features is the number of targets, such as ten scores for ten digits.
