# %% autograd-grad | asks for the gradients and stores them
w.grad, b.grad = torch.autograd.grad(loss, (w, b))
