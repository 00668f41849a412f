# %% cpu | the method, and a word
X_cpu = X_dev.cpu()
answer_6_5 = "No"
