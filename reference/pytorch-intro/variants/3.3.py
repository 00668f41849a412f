# %% tensor | a tensor without dimensions
s = torch.tensor(8.4119e-01) + 1
