# %% both-nine | counts the layers by hand
n_list = n_modulelist = 9
answer_2_4 = "A ModuleList is faster than a list because it is written in C++, and otherwise the two are just the same."

# %% swapped | the wrong way round
n_list, n_modulelist = 9, 3
answer_2_4 = "The ModuleList hides its layers from the optimiser, and a plain Python list shows them all to the optimiser."

# %% few-words | right numbers, no reason
n_list, n_modulelist = 3, 9
answer_2_4 = "Registering."
