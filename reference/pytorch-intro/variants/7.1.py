# %% functional | F.mse_loss
X_demo = torch.tensor([1.0, 2.0, 3.0])
y_demo = torch.tensor([2.0, 4.0, 6.0])
w_demo = torch.tensor([1.0], requires_grad=True)
mse_demo = nn.functional.mse_loss(X_demo * w_demo, y_demo)
mse_demo.backward()
w_grad_demo = w_demo.grad.item()

# %% autograd | asks for the gradient
X_demo = torch.tensor([1.0, 2.0, 3.0])
y_demo = 2 * X_demo
w_demo = torch.ones(1, requires_grad=True)
mse_demo = (X_demo * w_demo - y_demo).square().mean()
(w_grad_demo,) = torch.autograd.grad(mse_demo, w_demo)

# %% input-tracked | the data are watched as well
X_demo = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y_demo = torch.tensor([2.0, 4.0, 6.0])
w_demo = torch.tensor([1.0], requires_grad=True)
mse_demo = ((X_demo * w_demo - y_demo) ** 2).mean()
mse_demo.backward()
w_grad_demo = w_demo.grad
