# %% too-short | three words
# Polynomials are best.
