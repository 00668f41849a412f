# %% one-line | MPS or CPU
device = torch.device("mps" if torch.backends.mps.is_available() else "cpu")
print(device)

# %% text | a string
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"

# %% accelerator | the newer interface
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
else:
    device = torch.device("cpu")
