# %% step-first | changes the parameters before it knows how
answer_2_4 = [4, 2, 6, 7, 3, 5, 1]

# %% reset-late | forgets the gradients right after computing them
answer_2_4 = [4, 2, 7, 3, 1, 6, 5]

# %% as-listed | leaves the list as it is
answer_2_4 = [1, 2, 3, 4, 5, 6, 7]
