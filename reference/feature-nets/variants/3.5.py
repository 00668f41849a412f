# %% callable-class | an object with a memory
class Recorder:
    def __init__(self, name):
        self.name = name

    def __call__(self, module, args, result):
        activation[self.name] = result.detach().clone()


activation = {}


def getActivation(name):
    return Recorder(name)


h1 = net.activation.register_forward_hook(getActivation("activation"))
with torch.no_grad():
    net(probe)

# %% with-block | takes the hook off at the end of a block
activation = {}


def getActivation(name):
    def hook(module, inputs, output):
        activation.update({name: output.detach()})

    return hook


with net.activation.register_forward_hook(getActivation("activation")) as h1:
    net(probe)
# cell 3.7
print("the block has removed it:", len(net.activation._forward_hooks))
