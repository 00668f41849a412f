# %% string | letters in one string
answer_4_1 = "BE"

# %% lower-case | a list in lower case
answer_4_1 = ["e", "b"]

# %% booleans | a dictionary
answer_4_1 = {"A": False, "B": True, "C": False, "D": False, "E": True}
