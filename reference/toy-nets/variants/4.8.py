# %% counted | counted in the picture
n_regions, n_green = 7, 6
