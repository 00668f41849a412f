# %% class | an object of the class
loss_fn = nn.MSELoss()
