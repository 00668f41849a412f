# %% left-in-place | only looks at the handle
print(h1)

# %% handle-lost | throws the handle away
h1 = None
