# %% whole-numbers | tensors of integers cannot track gradients
x = torch.tensor(3)
w = torch.tensor(4, requires_grad=True)
b = torch.tensor(5, requires_grad=True)

# %% x-tracked-too | asks for the gradient of x as well
x = torch.tensor(3.0, requires_grad=True)
w = torch.tensor(4.0, requires_grad=True)
b = torch.tensor(5.0, requires_grad=True)

# %% nothing-tracked | forgets requires_grad
x, w, b = torch.tensor(3.0), torch.tensor(4.0), torch.tensor(5.0)
