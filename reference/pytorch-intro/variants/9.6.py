# %% slice | a batch of one
p0 = model_lin(X_t[:1])
y0 = y_t[0].item()
