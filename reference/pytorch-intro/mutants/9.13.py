# %% twice-sklearn | the same row twice
cmp = pd.DataFrame(
    {"w0": [sk_model.intercept_] * 2, "w1": [sk_model.coef_[0]] * 2}, index=["sklearn", "pytorch"]
).round(2)

# %% exchanged | columns the wrong way round
w1, w0 = (p.item() for p in model_lin.parameters())
cmp = pd.DataFrame(
    {"w1": [sk_model.intercept_, w0], "w0": [sk_model.coef_[0], w1]}, index=["sklearn", "pytorch"]
).round(2)
