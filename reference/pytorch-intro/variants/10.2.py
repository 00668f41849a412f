# %% layer | the layer itself
model_lin3 = nn.Linear(3, 1)
