# %% repr | prints the representations
print(repr(x), repr(w), repr(b), sep="\n")

# %% number-and-flag | prints value and flag side by side
for t in (x, w, b):
    print(t.item(), t.requires_grad)
