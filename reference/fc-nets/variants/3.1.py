# %% torch-unique | the function
label_values = torch.unique(y_clf)

# %% numpy-unique | with NumPy
label_values = np.unique(y_clf)

# %% a-set | a set of Python's booleans
label_values = set(y_clf.tolist())
