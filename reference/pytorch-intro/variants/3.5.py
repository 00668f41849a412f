# %% methods | dim and size
x = torch.rand((2, 3, 2, 2))
x_ndim = x.dim()
print(x.size())
