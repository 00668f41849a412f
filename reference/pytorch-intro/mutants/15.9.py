# %% columns | the best point of each class
classes_m = probability_m.argmax(dim=0)

# %% values | how probable, and not which
classes_m = probability_m.max(dim=1).values
