# %% mul | the function
p_ab = torch.mul(a, b)

# %% outer | the outer product of b and a
p_ab = torch.outer(b.flatten(), a.flatten())
