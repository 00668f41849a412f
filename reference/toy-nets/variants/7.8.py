# %% function | with a function
def relative(rows):
    return np.mean((pred_flip[rows] - y_flip[rows]) ** 2) / np.mean(y_flip[rows] ** 2)


rel_left_flip, rel_right_flip = relative(slice(None, 100)), relative(slice(100, None))
