# %% data-only | prints .data, which hides the flags
print(x.data, w.data, b.data)

# %% types-only | prints the types
print(type(x), type(w), type(b))
