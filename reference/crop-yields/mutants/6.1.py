# %% adjust-first | adjusts before there are gradients
answer_6_1 = ["D", "B", "A", "E", "C"]

# %% reset-too-early | resets between the gradients and the adjustment
answer_6_1 = ["D", "B", "E", "C", "A"]
