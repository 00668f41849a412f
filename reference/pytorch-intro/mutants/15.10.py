# %% hidden-fixed | the data fix the hidden layer
answer_15_10 = {"A", "B", "C", "E"}

# %% free-output | outputs are free
answer_15_10 = {"A", "D"}
