# %% in-place | thinks that .to changes the tensor
X_dev.to("cpu")
X_cpu = X_dev
answer_6_5 = True

# %% renamed | loses the original
X_dev = X_dev.to("cpu")
X_cpu = X_dev
answer_6_5 = False
