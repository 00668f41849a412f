# %% update-first | updates before it knows the gradient
answer_2_2 = ["I", "F", "L", "U", "G"]

# %% loss-first | loss before the predictions
answer_2_2 = ["I", "L", "F", "G", "U"]
