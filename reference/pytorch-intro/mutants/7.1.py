# %% twice | gradients add up
X_demo = torch.tensor([1.0, 2.0, 3.0])
y_demo = torch.tensor([2.0, 4.0, 6.0])
w_demo = torch.tensor([1.0], requires_grad=True)
mse_demo = ((X_demo * w_demo - y_demo) ** 2).mean()
mse_demo.backward(retain_graph=True)
mse_demo.backward()
w_grad_demo = w_demo.grad

# %% sum | sums instead of averaging
X_demo = torch.tensor([1.0, 2.0, 3.0])
y_demo = torch.tensor([2.0, 4.0, 6.0])
w_demo = torch.tensor([1.0], requires_grad=True)
mse_demo = ((X_demo * w_demo - y_demo) ** 2).sum()
mse_demo.backward()
w_grad_demo = w_demo.grad

# %% untracked | forgets requires_grad
X_demo = torch.tensor([1.0, 2.0, 3.0])
y_demo = torch.tensor([2.0, 4.0, 6.0])
w_demo = torch.tensor([1.0])
mse_demo = ((X_demo * w_demo - y_demo) ** 2).mean()
mse_demo.backward()
w_grad_demo = w_demo.grad
