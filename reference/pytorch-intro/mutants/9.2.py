# %% class | the class instead of an instance
model_lin = linearRegression
print(model_lin)

# %% two-outputs | the wrong size
model_lin = nn.Linear(1, 2)
print(model_lin)
