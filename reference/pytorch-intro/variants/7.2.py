# %% mean | a mean instead of a sum
def grad_by_hand(X, w, y):
    return (2 * X * (X * w - y)).mean()


g_manual = grad_by_hand(X_demo, w_demo, y_demo).item()

# %% numpy | with arrays
def grad_by_hand(X, w, y):
    X, w, y = np.asarray(X), np.asarray(w), np.asarray(y)
    return 2 / X.size * np.dot(X, X * w - y)


g_manual = grad_by_hand(X_demo, w_demo, y_demo)
