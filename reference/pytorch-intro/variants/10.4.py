# %% concat | two series
found = LinearRegression().fit(X3, y3)
state = list(model_lin3.state_dict().values())
names = ["w0", "w1", "w2", "w3"]
cmp3 = pd.concat(
    [
        pd.Series([found.intercept_, *found.coef_], index=names, name="sklearn"),
        pd.Series([state[1].item(), *state[0][0].tolist()], index=names, name="pytorch"),
    ],
    axis=1,
).T.round(2)
