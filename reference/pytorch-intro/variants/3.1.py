# %% dtype | says the types
a = torch.tensor([1, 2, 3], dtype=torch.float32)
b = torch.arange(1, 4)
print(a.dtype, b.dtype)
