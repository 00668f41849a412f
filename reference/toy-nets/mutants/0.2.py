# %% always-cpu | does not ask
device = torch.device("cpu")

# %% gpu | a name that PyTorch does not know
device = "gpu" if torch.cuda.is_available() else "cpu"

# %% inverted | takes the card where there is none
device = torch.device("cpu" if torch.cuda.is_available() else "cuda:0")
