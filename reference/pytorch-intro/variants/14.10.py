# %% layer | the layer
probability = nn.Sigmoid()(prediction)
