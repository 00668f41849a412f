# %% per-example | one bias per example
h1 = torch.rand(10, 5)
b1 = torch.rand(10, 1)
h1b1 = h1 + b1

# %% product | a matrix product
h1 = torch.rand(10, 5)
b1 = torch.rand(1, 5)
h1b1 = h1 @ b1.T
