# %% numbers | converts them first
label_values = y_clf.int().unique()

# %% a-set | Python's set of the tensor
label_values = set(y_clf)
