# %% matrix | the matrix product
p_ab = a @ b

# %% flat | element by element, without broadcasting
p_ab = a.flatten() * b.flatten()
