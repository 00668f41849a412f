# %% items | Python numbers
a_mean = a.mean().item()
a_sum = a.sum().item()
