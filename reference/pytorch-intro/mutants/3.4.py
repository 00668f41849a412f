# %% exchanged | rand for randn and the other way round
N = torch.rand(3, 2)
U = torch.randn(2, 3, 2)

# %% integers | whole numbers
N = torch.randint(0, 10, (3, 2))
U = torch.randint(0, 10, (2, 3, 2))

# %% constant | no random numbers at all
N = torch.zeros(3, 2)
U = torch.full((2, 3, 2), 0.5)
