# %% weights | weighted errors
# Weight each squared error by exp(x / 4), which undoes the decay. If the amplitude is to blame, both halves should then fit about equally well.
