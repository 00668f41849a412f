# %% text | glues two texts together
s = "8.4119e-01" + "1"

# %% exponent | the other sign
s = 8.4119e01 + 1
