# %% transposed | a row plus a row
a = torch.rand(1, 3)
b = torch.rand(3, 1)
s_ab = a + b.T

# %% loop | a flat list of sums
a = torch.rand(1, 3)
b = torch.rand(3, 1)
s_ab = torch.stack([x + y for x in a.flatten() for y in b.flatten()])
