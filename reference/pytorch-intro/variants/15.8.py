# %% reshaped | makes a column of it
row_sums = probability_m.sum(1).reshape(-1, 1)
