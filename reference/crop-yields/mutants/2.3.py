# %% one-harvest | counts for one harvest only
answer_2_3 = {"weights": 3, "biases": 1}

# %% bias-per-weight | a bias for every weight
answer_2_3 = {"weights": 6, "biases": 6}

# %% one-number | gives the total only
answer_2_3 = 8
