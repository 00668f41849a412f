# %% plus-minus | minus one and one
y_clf_int = 2 * y_clf.int() - 1

# %% inverted | the other way round
y_clf_int = (~y_clf).int()

# %% column | a column
y_clf_int = y_clf.int()[:, None]
