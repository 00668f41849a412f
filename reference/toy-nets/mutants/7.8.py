# %% absolute | does not divide by the size of the wave
rel_left_flip = ((pred_flip - y_flip)[:100] ** 2).mean()
rel_right_flip = ((pred_flip - y_flip)[100:] ** 2).mean()

# %% swapped | left and right exchanged
rel_right_flip = ((pred_flip - y_flip)[:100] ** 2).mean() / (y_flip[:100] ** 2).mean()
rel_left_flip = ((pred_flip - y_flip)[100:] ** 2).mean() / (y_flip[100:] ** 2).mean()

# %% older-prediction | compares with the older wave
rel_left_flip = ((pred_flip - y_flip)[:100] ** 2).mean() / (y[:100] ** 2).mean()
rel_right_flip = ((pred_flip - y_flip)[100:] ** 2).mean() / (y[100:] ** 2).mean()
