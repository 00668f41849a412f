# %% autodiff | talks of the graph
# Automatic differentiation: PyTorch records a graph of all computations, and walks through it from the loss back to the
# parameters, multiplying the local derivatives on its way.
