# %% np-flip | np.flip and a copy
y_flip = np.flip(y).copy()

# %% contiguous | copy.copy, as in the lecture
y_flip = np.ascontiguousarray(copy.copy(y[::-1]))
