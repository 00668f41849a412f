# %% slices | keeps two dimensions
X = torch.rand(5, 2)
r0 = X[0:1]
r0b = X[0]
c0 = X[:, 0:1]

# %% exchanged | rows for columns
X = torch.rand(5, 2)
r0 = X[:, 0]
r0b = X[:, 0]
c0 = X[0]
