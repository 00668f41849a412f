# %% no-two | forgets the factor of the square
def grad_by_hand(X, w, y):
    return (X * (X * w - y)).mean()


g_manual = grad_by_hand(X_demo, w_demo, y_demo)

# %% sign | target minus prediction
def grad_by_hand(X, w, y):
    return (2 * X * (y - X * w)).mean()


g_manual = grad_by_hand(X_demo, w_demo, y_demo)

# %% thirds | works for three examples only
def grad_by_hand(X, w, y):
    return 2 / 3 * X @ (X * w - y)


g_manual = grad_by_hand(X_demo, w_demo, y_demo)
