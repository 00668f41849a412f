# %% torch-tensor | copies instead of sharing memory
inputs, targets = torch.tensor(inputs), torch.tensor(targets)
