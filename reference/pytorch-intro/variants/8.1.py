# %% other-order | keywords in another order
X, y = make_regression(500, 1, noise=10, random_state=0)
