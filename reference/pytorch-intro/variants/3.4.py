# %% in-place | fills empty tensors
generator = torch.Generator().manual_seed(5)
N = torch.empty(3, 2).normal_()
U = torch.rand(2, 3, 2, generator=generator)
