# %% floats | as decimal numbers
y_clf_int = y_clf.float()

# %% long | as long integers
y_clf_int = y_clf.long()
