# %% exchanged | exchanges bias and overfitting
answer_7_6 = {"bias": "B", "differentiable": "A", "overfit": "C"}

# %% parameter-b | takes bias for the parameter b
answer_7_6 = {"bias": "A", "differentiable": "B", "overfit": "C"}

# %% one-letter | answers with one letter
answer_7_6 = "A"
