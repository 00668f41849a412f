# %% text | a string of digits
answer_2_4 = "4267315"

# %% tuple | a tuple
answer_2_4 = (4, 2, 6, 7, 3, 1, 5)
