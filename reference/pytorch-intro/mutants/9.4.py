# %% live | the state itself
sd_before = model_lin.state_dict()

# %% arrays | arrays that share the memory
sd_before = {k: v.numpy() for k, v in model_lin.state_dict().items()}

# %% generator | no names
sd_before = model_lin.parameters()
