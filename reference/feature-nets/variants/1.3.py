# %% vander-descending | NumPy's table, with the highest power first
def poly_features(x, D):
    return np.vander(x, D + 1)


w_poly = np.linalg.solve(
    poly_features(df["x"], 3).T @ poly_features(df["x"], 3), poly_features(df["x"], 3).T @ df["y"]
)

# %% scikit-learn | the transformer of scikit-learn, and polyfit
from sklearn.preprocessing import PolynomialFeatures


def poly_features(x, D):
    return PolynomialFeatures(D).fit_transform(x.reshape(-1, 1))


w_poly = np.polyfit(df["x"], df["y"], 3)
