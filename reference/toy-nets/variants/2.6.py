# %% own-words | other words
# It records every tensor operation of the forward pass in a graph, and walks through that graph backwards to get derivatives.
