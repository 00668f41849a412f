# %% functional-linear | the library's function
def model(x):
    return F.linear(x, w, b)

# %% lambda | a function without a name
model = lambda x: torch.matmul(x, w.T) + b
