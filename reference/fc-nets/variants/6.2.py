# %% matrices | argues with matrices
# Each layer multiplies by a matrix and adds a vector; the product of two matrices is one matrix, so the whole is one linear layer. Add a tanh or ReLU in between.
