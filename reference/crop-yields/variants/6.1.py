# %% reset-first | resets at the start of the round
answer_6_1 = ["C", "D", "B", "E", "A"]

# %% reset-before-backward | resets right before the gradients, in small letters
answer_6_1 = ("d", "b", "c", "e", "a")

# %% one-word | a single string
answer_6_1 = "DBEAC"
