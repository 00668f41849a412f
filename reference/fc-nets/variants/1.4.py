# %% detached | detaches, flat
y_reg_init = reg_model(x_reg).detach().squeeze()

# %% inference | inference mode
with torch.inference_mode():
    y_reg_init = reg_model(x_reg)
y_reg_init[:5]
