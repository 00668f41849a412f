# %% c | another way to stack
Xd = np.c_[np.ones(500), X]
yhat = Xd @ [sk_model.intercept_, *sk_model.coef_]

# %% polynomial | scikit-learn's features
# slow
from sklearn.preprocessing import PolynomialFeatures

Xd = PolynomialFeatures(1).fit_transform(X)
yhat = (Xd @ np.array([[sk_model.intercept_], [sk_model.coef_[0]]])).ravel()
