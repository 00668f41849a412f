# %% flat | one dimension
Z = torch.zeros(2)
O = torch.ones(2)

# %% arrays | NumPy
Z = np.zeros((2, 2))
O = np.ones((2, 2))

# %% exchanged | the wrong way round
Z = torch.ones(2, 2)
O = torch.zeros(2, 2)
