# %% seeded | makes the start repeatable
torch.manual_seed(0)
w = torch.randn(2, 3, requires_grad=True)
b = torch.randn(2, requires_grad=True)

# %% one-row-of-biases | b as a table with one row
w = torch.randn((2, 3)).requires_grad_()
b = torch.randn((1, 2)).requires_grad_()
