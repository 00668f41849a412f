# %% transposed | models as columns
w1, w0 = (p.item() for p in model_lin.parameters())
cmp = pd.DataFrame(
    {"sklearn": [sk_model.intercept_, sk_model.coef_[0]], "pytorch": [w0, w1]}, index=["w0", "w1"]
).round(2)

# %% not-rounded | all digits
state = list(model_lin.state_dict().values())
cmp = pd.DataFrame(
    [[sk_model.intercept_, sk_model.coef_[0]], [state[1].item(), state[0].item()]],
    index=["sklearn", "pytorch"],
    columns=["w0", "w1"],
)
