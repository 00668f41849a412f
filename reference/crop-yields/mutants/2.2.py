# %% strings | tries to make tensors of text
inputs = torch.Tensor(inputs.astype(str).tolist())
targets = torch.Tensor(targets.astype(str).tolist())

# %% double | converts to float64 on the way
inputs = torch.from_numpy(inputs).double()
targets = torch.from_numpy(targets).double()
