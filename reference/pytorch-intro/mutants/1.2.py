# %% only-b | misses the order of bias and activation
answer_4_1 = {"B"}

# %% width | believes in wide layers
answer_4_1 = {"A", "B", "E"}

# %% bounded | a sigmoid for regression
answer_4_1 = {"B", "C", "E"}

# %% uniform | one activation for all
answer_4_1 = {"B", "D", "E"}
