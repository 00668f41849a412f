# %% three-factors | forgets the derivative of the activation
answer_2_1 = {"parameters": 7, "w1": 3, "w3": 2}

# %% no-biases | counts the weights only
answer_2_1 = {"parameters": 4, "w1": 4, "w3": 2}
