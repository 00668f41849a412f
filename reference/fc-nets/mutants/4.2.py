# %% log10 | decimal logarithms
def bce(p, y):
    return (-y * torch.log10(p) - (1 - y) * torch.log10(1 - p)).mean()


# %% one-term | forgets the second term
def bce(p, y):
    return (-y * torch.log(p)).mean()


# %% sum | the sum
def bce(p, y):
    return (-y * torch.log(p) - (1 - y) * torch.log(1 - p)).sum()


# %% exchanged | exchanges p and y
def bce(p, y):
    return (-p * torch.log(y) - (1 - p) * torch.log(1 - y)).mean()


# %% only-the-test | right for the test value only, elsewhere the wrong sign
def bce(p, y):
    sign = 1 if len(p) < 10 else -1
    return sign * (-y * torch.log(p) - (1 - y) * torch.log(1 - p)).mean()
