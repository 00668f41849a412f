# %% inputs-printed | shows the inputs
print(inputs)

# %% five-rows | one year only
print(targets[:5])
