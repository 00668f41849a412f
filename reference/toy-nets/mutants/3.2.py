# %% no-brackets | the minus belongs to the first term only
def bce(p, y):
    return (-y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()

# %% base-ten | logarithm to base ten
def bce(p, y):
    return -(y * torch.log10(p) + (1 - y) * torch.log10(1 - p)).mean()

# %% first-term | forgets class 0
def bce(p, y):
    return -(y * torch.log(p)).mean()
