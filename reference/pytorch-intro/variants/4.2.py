# %% flat | biases in one dimension
h1 = torch.randn(10, 5)
b1 = torch.randn(5)
h1b1 = h1 + b1
