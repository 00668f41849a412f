# %% switched-on-later | asks for gradients after the tensors are made
x = torch.tensor(3.0)
w = torch.tensor(4.0).requires_grad_()
b = torch.tensor(5.0)
b.requires_grad_(True)

# %% one-element-rows | rows with one element in place of scalars
x = torch.tensor([3.0])
w = torch.tensor([4.0], requires_grad=True)
b = torch.tensor([5.0], requires_grad=True)
