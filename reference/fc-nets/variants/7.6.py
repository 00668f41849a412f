# %% letters | three letters in order
answer_7_6 = ["C", "A", "B"]

# %% word | one word of three letters
answer_7_6 = "cab"
