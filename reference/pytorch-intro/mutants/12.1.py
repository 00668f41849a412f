# %% all-layers | counts every layer
answer_12_1 = {0: True, 1: True, 2: True, 5: True}

# %% activations | one activation is deep already
answer_12_1 = {0: False, 1: True, 2: True, 5: True}
