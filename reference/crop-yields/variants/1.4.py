# %% autograd-grad | asks for the derivatives and stores them
w.grad, b.grad = torch.autograd.grad(y, (w, b))
