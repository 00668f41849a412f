# %% slope | what ReLU would do
# The slope changes.

# %% nothing | nothing
# Nothing happens.
