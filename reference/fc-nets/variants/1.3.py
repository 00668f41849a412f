# %% parameter-list | the list of parameters, displayed
list(reg_model.parameters())

# %% state-dict | the state
print(reg_model.state_dict())
