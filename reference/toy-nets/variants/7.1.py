# %% loop | in a loop
def relative(rows):
    return float(np.mean((pred[rows] - y[rows]) ** 2) / np.mean(y[rows] ** 2))


rel_left, rel_right = relative(x < -0.05), relative(x > -0.05)
answer_7_1 = """Mean squared error measures absolute distances. Ten per cent of a big wave is more than ten per cent of a small
one, and the left is big."""
