# %% no-ones | starts at the first power
def poly_features(x, D):
    return np.stack([x**d for d in range(1, D + 1)], axis=1)


w_poly, *_ = np.linalg.lstsq(poly_features(df["x"].to_numpy(), 3), df["y"].to_numpy(), rcond=None)

# %% multiples | multiplies in place of raising to a power
def poly_features(x, D):
    return np.stack([d * x for d in range(D + 1)], axis=1)


w_poly, *_ = np.linalg.lstsq(poly_features(df["x"].to_numpy(), 3), df["y"].to_numpy(), rcond=None)

# %% line-fitted | fits the degree 1
def poly_features(x, D):
    return np.stack([x**d for d in range(D + 1)], axis=1)


w_poly = np.array([0.0, 0.0, *np.polyfit(df["x"], df["y"], 1)])
