# %% own | the function of 15.1
probability_m = softmax(prediction_m)

# %% method | the method
probability_m = prediction_m.softmax(dim=1)
