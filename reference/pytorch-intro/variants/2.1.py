# %% numbers | only the three numbers
answer_2_1 = (7, 4, 2)
