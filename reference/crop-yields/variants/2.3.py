# %% shapes | gives the shapes of the two
answer_2_3 = {"weights": (2, 3), "biases": (2,)}

# %% pair | a pair of numbers
answer_2_3 = (6, 2)

# %% pair-of-shapes | a pair of shapes
answer_2_3 = ((2, 3), (2,))
