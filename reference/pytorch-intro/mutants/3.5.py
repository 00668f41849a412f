# %% length | the size of the first dimension
x = torch.rand(2, 3, 2, 2)
x_ndim = len(x)

# %% elements | the number of elements
x = torch.rand(2, 3, 2, 2)
x_ndim = x.numel()
