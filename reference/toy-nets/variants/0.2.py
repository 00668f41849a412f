# %% accelerator | asks for any accelerator
device = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else torch.device("cpu")

# %% plain-cuda | without a number
if torch.cuda.is_available():
    device = torch.device("cuda")
else:
    device = torch.device("cpu")
