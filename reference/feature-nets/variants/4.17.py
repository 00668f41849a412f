# %% numbers | with figures
# Linear: one straight cut, loss 0.31, accuracy 83.5 percent, and it is already at its best. Non-linear: the cut bends around the
# moons, loss about 0.12 and accuracy about 97 percent; the few mistakes left are noise.
