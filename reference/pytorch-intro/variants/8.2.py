# %% float | Python numbers
sk_model = LinearRegression()
sk_model.fit(X, y)
w0_sk, w1_sk = float(sk_model.intercept_), float(sk_model.coef_[0])

# %% pipeline | scales first and maps back
# slow
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

sk_model = make_pipeline(StandardScaler(), LinearRegression()).fit(X, y)
w0_sk = sk_model.predict(np.zeros((1, 1)))[0]
w1_sk = sk_model[-1].coef_[0] / sk_model[0].scale_[0]
