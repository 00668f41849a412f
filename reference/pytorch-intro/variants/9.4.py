# %% deepcopy | copies everything
import copy

sd_before = copy.deepcopy(model_lin.state_dict())
