# %% rounded-first | compares numbers that are rounded to one digit, with at least
decisions = (p_init * 10).round() / 10 >= 0.5

# %% zero | compares with 0
decisions = p_init > 0
