# %% seeded-again | sets the seed once more and scales in place
torch.manual_seed(42)
n_samples_reg = 100
x_reg = torch.randn(100, 1).mul(1.5)
y_reg = (1 + 2 * x_reg + 3 * torch.sin(3 * x_reg) + 2 * torch.randn(100, 1)).flatten()

# %% first-column | takes the first column instead of squeezing
torch.set_num_threads(1)
n_samples_reg = 100
x_reg = 1.5 * torch.randn(n_samples_reg, 1)
y_reg = 2 * x_reg + 3.0 * torch.sin(3 * x_reg) + 1 + 2 * torch.randn(n_samples_reg, 1)
y_reg = y_reg[:, 0]
