# %% both-whole | no decimal point
a = torch.tensor([1, 2, 3])
b = torch.tensor([1, 2, 3])

# %% through-numpy | double precision
a = torch.from_numpy(np.array([1.0, 2.0, 3.0]))
b = torch.tensor([1, 2, 3])

# %% upper-case | the class makes floats of everything
a = torch.tensor([1, 2, 3.0])
b = torch.Tensor([1, 2, 3])
