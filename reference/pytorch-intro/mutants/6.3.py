# %% cpu | always the CPU
device = torch.device("cpu")

# %% cuda | always CUDA
device = torch.device("cuda")
