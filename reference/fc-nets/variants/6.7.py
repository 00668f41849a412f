# %% edges | the wiggles at the edges, and capacity
# At the left and right edges, where only a few isolated points tie the curve down and it wiggles most. With many more samples than parameters the net could not memorise
# each of them, and the noise would cancel out.
