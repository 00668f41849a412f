# %% before-the-bend | listens at the first layer
activation = {}


def getActivation(name):
    def hook(module, inputs, output):
        activation[name] = output.detach()

    return hook


h1 = net.layer1.register_forward_hook(getActivation("activation"))
net(probe)

# %% stores-input | keeps what goes in
activation = {}


def getActivation(name):
    def hook(module, inputs, output):
        activation[name] = inputs[0].detach()

    return hook


h1 = net.activation.register_forward_hook(getActivation("activation"))
net(probe)

# %% with-graph | does not detach
activation = {}


def getActivation(name):
    def hook(module, inputs, output):
        activation[name] = output

    return hook


h1 = net.activation.register_forward_hook(getActivation("activation"))
net(probe)

# %% name-ignored | always the same key
activation = {}


def getActivation(name):
    def hook(module, inputs, output):
        activation["activation"] = output.detach()

    return hook


h1 = net.activation.register_forward_hook(getActivation("activation"))
net(probe)

# %% by-hand | computes the features without a hook
activation = {"activation": torch.relu(net.layer1(probe)).detach()}
