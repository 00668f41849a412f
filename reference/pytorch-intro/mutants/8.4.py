# %% exchanged | ones in the second column
Xd = np.column_stack([X, np.ones(len(X))])
yhat = Xd @ np.array([sk_model.coef_[0], sk_model.intercept_])

# %% misprint | a slope that is printed in the lecture
Xd = np.column_stack([np.ones(len(X)), X])
yhat = Xd @ np.array([-0.77, 45.55])
