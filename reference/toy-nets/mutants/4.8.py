# %% all-codes | every combination of three signs
n_regions, n_green = 8, 7

# %% as-in-the-prose | all seven are green
n_regions, n_green = 7, 7

# %% one-less | forgets a corner
n_regions, n_green = 6, 5
