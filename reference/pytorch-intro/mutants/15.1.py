# %% unnormalised | exponentials only
def softmax(z):
    return torch.exp(z - z.max(dim=1, keepdim=True).values)

# %% columns | along the wrong axis
def softmax(z):
    e = torch.exp(z - z.max())
    return e / e.sum(dim=0, keepdim=True)

# %% overflow | exactly the formula
def softmax(z):
    e = torch.exp(z)
    return e / e.sum(dim=1, keepdim=True)
