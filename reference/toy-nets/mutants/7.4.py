# %% negated | the other sign
y_flip = -y

# %% view | a view without a copy
y_flip = y[::-1]

# %% x-reversed | reverses the wrong one
y_flip = x[::-1].copy()
