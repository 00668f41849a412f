# %% inputs-printed | shows the inputs
print(inputs)

# %% fifteen-rows | compares with the rows of three years
print(targets.repeat(3, 1))
