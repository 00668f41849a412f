# %% one-input | one input
model_lin3 = linearRegression(1, 1)

# %% three-outputs | three outputs
model_lin3 = linearRegression(3, 3)
