# %% columns | sums the columns
row_sums = probability_m.sum(dim=0)

# %% flat | loses the dimension (half)
row_sums = probability_m.sum(dim=1)
