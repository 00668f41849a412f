# %% written-down | what it is here
has_cuda = False

# %% number | how many there are
has_cuda = torch.cuda.device_count()
