# %% ten-rows | only the first ten
with torch.no_grad():
    p_init = model_clf(x_clf[:10])
p_init
# cell 3.6
decisions = p_init > 0.5

# %% detached | detaches
p_init = model_clf(x_clf).detach().flatten()
print(p_init[:10])
