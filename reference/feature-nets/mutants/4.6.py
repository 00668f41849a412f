# %% powers-only | does not divide
def softmax(x):
    return torch.exp(x)

# %% first-axis | along the first dimension
def softmax(x):
    return torch.exp(x) / torch.exp(x).sum(0)

# %% whole-table | divides by the sum of everything
def softmax(x):
    return torch.exp(x) / torch.exp(x).sum()
