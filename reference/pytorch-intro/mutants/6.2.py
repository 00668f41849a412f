# %% written-down | what it is on a Mac
has_mps = True

# %% text | a name instead of an answer
has_mps = "mps"
