# %% hook | catches what goes into the last layer with a hook
import matplotlib.pyplot as plt

caught = []
layer = next(m for m in model_nl.modules() if isinstance(m, nn.Linear) and m.out_features == 1)
hook = layer.register_forward_hook(lambda module, inputs, output: caught.append(inputs[0].detach()))
model_nl(Xn_t)
hook.remove()
H = caught[0].numpy()
contrib = H * layer.weight.detach().numpy()
for column in contrib.T:
    plt.plot(Xn, column)
plt.show()
