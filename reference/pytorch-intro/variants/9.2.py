# %% str | prints its text
model_lin = linearRegression(1, 1)
print(str(model_lin))

# %% last-line | shows it as the result
model_lin = linearRegression(output_size=1, input_size=1)
model_lin
