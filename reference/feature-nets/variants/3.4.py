# %% hinges | in other words
# One feature is a hinge: flat, then a corner, then a straight line going up. If you mix many hinges with plus and minus weights, the
# corners turn the straight pieces bit by bit and the whole thing bends like a sine.
