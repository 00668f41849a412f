# %% formula | as a formula
# Passing delta_i changes h_i by one, therefore y changes by plus or minus v_i: a step up or down, and a constant from there on.
