# %% string | one string in lower case
answer_2_2 = "iflgu"

# %% tuple | a tuple
answer_2_2 = ("I", "F", "L", "G", "U")
