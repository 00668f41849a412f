# %% hook | catches the hidden layer's output with a hook
import matplotlib.pyplot as plt

caught = []
layer = next(m for m in model_nl.modules() if isinstance(m, nn.Sigmoid))
hook = layer.register_forward_hook(lambda module, inputs, output: caught.append(output.detach()))
model_nl(Xn_t)
hook.remove()
H = caught[0].numpy()
contrib = H * list(model_nl.parameters())[2].detach().numpy()
for column in contrib.T:
    plt.plot(Xn, column)
plt.show()
