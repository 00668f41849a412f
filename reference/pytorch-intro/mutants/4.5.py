# %% deviation | the standard deviation
a_mean = a.std()
a_sum = a.sum()

# %% median | the median
a_mean = a.median()
a_sum = a.sum()

# %% other-tensor | the sums of b
a_mean = b.mean()
a_sum = b.sum()
