# %% words | in words
answer_12_1 = {0: "neither", 1: "shallow", 2: "deep", 5: "deep"}
