# %% same | draws the same one five times
functions = [nn.Sigmoid] * 5
plot_activations(torch.linspace(-6, 6, 100), functions)

# %% classes | forgets to make instances
import matplotlib.pyplot as plt

functions = [nn.Sigmoid, nn.Tanh, nn.Softplus, nn.ReLU, nn.LeakyReLU]
x_axis = torch.linspace(-6, 6, 100)
for function in functions:
    plt.plot(x_axis, function(x_axis), label=function.__name__)

# %% half | from zero on
functions = [nn.Sigmoid, nn.Tanh, nn.Softplus, nn.ReLU, nn.LeakyReLU]
plot_activations(torch.linspace(0, 6, 100), functions)
