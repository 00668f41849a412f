# %% absolute | does not divide by the size of the wave
rel_left = ((pred - y)[:100] ** 2).mean()
rel_right = ((pred - y)[100:] ** 2).mean()
answer_7_1 = "There are fewer data on the right side of the picture, and so the net cannot learn it as well as the left one."

# %% swapped | left and right exchanged
rel_right = ((pred - y)[:100] ** 2).mean() / (y[:100] ** 2).mean()
rel_left = ((pred - y)[100:] ** 2).mean() / (y[100:] ** 2).mean()
answer_7_1 = "The activations saturate on the right side, and therefore the gradients vanish there and nothing is learned."

# %% no-words | no explanation
rel_left = ((pred - y)[:100] ** 2).mean() / (y[:100] ** 2).mean()
rel_right = ((pred - y)[100:] ** 2).mean() / (y[100:] ** 2).mean()
answer_7_1 = "The loss."
