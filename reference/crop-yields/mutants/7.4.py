# %% turned | from two to three
model_lin = nn.Linear(2, 3)

# %% no-bias | without biases
model_lin = nn.Linear(3, 2, bias=False)
