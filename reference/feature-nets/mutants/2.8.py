# %% fresh-model | asks an untrained line
lin_params = list(nn.Linear(1, 1).parameters())

# %% weight-only | forgets the intercept
lin_params = [lin_model.weight]

# %% generator | does not collect what comes
lin_params = lin_model.parameters()
