# %% transposed | one row per measurement
w = torch.randn(3, 2, requires_grad=True)
b = torch.randn(2, requires_grad=True)

# %% not-tracked | forgets requires_grad
w = torch.randn(2, 3)
b = torch.randn(2)

# %% bias-per-region | a bias for every region
w = torch.randn(2, 3, requires_grad=True)
b = torch.randn(5, 2, requires_grad=True)
