# %% noise-ceiling | argues with the ceiling
# Nobody can honestly be right more often than the rule itself, 89 percent. The net is, because it has learned the noisy labels of its training points by heart.

# %% islands | describes the islands
# There are islands around single points with flipped labels. New points that fall there will be classified wrongly: overfitting.
