# %% expand | spells the broadcasting out
a = torch.randn(1, 3)
b = torch.randn(3, 1)
s_ab = torch.add(a.expand(3, 3), b.expand(3, 3))
