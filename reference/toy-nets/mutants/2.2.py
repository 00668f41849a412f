# %% no-output-activation | the output is a logit
net = ClassifierNet(2, 1, 1, 2, nn.Sigmoid(), None)

# %% two-layers | two hidden layers
net = ClassifierNet(2, 1, 2, 2, nn.Sigmoid(), nn.Sigmoid())

# %% tanh | another activation
net = ClassifierNet(2, 1, 1, 2, nn.Tanh(), nn.Sigmoid())
