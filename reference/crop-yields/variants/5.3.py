# %% up-and-down | other words, other order
answer_5_3 = {"negative down": "up", "negative up": "down", "positive down": "down", "positive up": "up"}
why_5_3 = """A positive gradient means the loss goes the same way as the weight and a negative one means it goes
the other way, and the bigger the gradient the bigger the change."""
