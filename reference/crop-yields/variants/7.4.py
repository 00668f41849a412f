# %% sequential | the layer in a container
model_lin = nn.Sequential(nn.Linear(3, 2))
