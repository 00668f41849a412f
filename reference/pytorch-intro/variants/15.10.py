# %% text | one string
answer_15_10 = "a, c, d, e"
