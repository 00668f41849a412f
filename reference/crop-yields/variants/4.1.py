# %% mean-of-square | the mean of the squares
def mse(t1, t2):
    return ((t1 - t2) ** 2).mean()

# %% library | the class of the library
mse = nn.MSELoss()
