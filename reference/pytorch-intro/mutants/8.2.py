# %% no-intercept | through the origin
sk_model = LinearRegression(fit_intercept=False).fit(X, y)
w0_sk = sk_model.intercept_
w1_sk = sk_model.coef_[0]

# %% exchanged | y and X the wrong way round
sk_model = LinearRegression().fit(y, X)
w0_sk = sk_model.intercept_
w1_sk = sk_model.coef_[0]

# %% score | the quality of the fit
sk_model = LinearRegression().fit(X, y)
w0_sk = sk_model.intercept_
w1_sk = sk_model.score(X, y)

# %% polyfit | right numbers, without scikit-learn (half)
sk_model = np.polyfit(X[:, 0], y, 1)
w1_sk, w0_sk = sk_model
