# %% subplots | one axes per function, and another fifth
import matplotlib.pyplot as plt

functions = [nn.Sigmoid, nn.Tanh, nn.Softplus, nn.ReLU, nn.ELU]
x_axis = torch.linspace(-6, 6, 100)
figure, axes = plt.subplots(1, 5, figsize=(12, 2))
for panel, function in zip(axes, functions):
    panel.plot(x_axis, function()(x_axis))
    panel.set_title(function.__name__)
plt.show()
