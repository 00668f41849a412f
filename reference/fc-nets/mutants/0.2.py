# %% not-squeezed | leaves the targets a column
n_samples_reg = 100
x_reg = 1.5 * torch.randn(n_samples_reg, 1)
y_reg = 2 * x_reg + 3 * torch.sin(3 * x_reg) + 1 + 2 * torch.randn(n_samples_reg, 1)

# %% slow-sine | sin(x) instead of sin(3x)
n_samples_reg = 100
x_reg = 1.5 * torch.randn(n_samples_reg, 1)
y_reg = (2 * x_reg + 3 * torch.sin(x_reg) + 1 + 2 * torch.randn(n_samples_reg, 1)).squeeze()

# %% uniform-noise | noise from rand
n_samples_reg = 100
x_reg = 1.5 * torch.randn(n_samples_reg, 1)
y_reg = (2 * x_reg + 3 * torch.sin(3 * x_reg) + 1 + 2 * torch.rand(n_samples_reg, 1)).squeeze()

# %% flat-noise | the noise is flat, and the sum a table
n_samples_reg = 100
x_reg = 1.5 * torch.randn(n_samples_reg, 1)
y_reg = (2 * x_reg + 3 * torch.sin(3 * x_reg) + 1 + 2 * torch.randn(n_samples_reg)).squeeze()

# %% other-seed | sets another seed
torch.manual_seed(43)
n_samples_reg = 100
x_reg = 1.5 * torch.randn(n_samples_reg, 1)
y_reg = (2 * x_reg + 3 * torch.sin(3 * x_reg) + 1 + 2 * torch.randn(n_samples_reg, 1)).squeeze()

# %% numpy-noise | noise drawn with NumPy: half of the points
n_samples_reg = 100
np.random.seed(42)
x_reg = 1.5 * torch.randn(n_samples_reg, 1)
noise = torch.from_numpy(2 * np.random.randn(n_samples_reg, 1)).float()
y_reg = (2 * x_reg + 3 * torch.sin(3 * x_reg) + 1 + noise).squeeze()

# %% noise-first | draws in another order: half of the points
n_samples_reg = 100
noise = 2 * torch.randn(n_samples_reg, 1)
x_reg = 1.5 * torch.randn(n_samples_reg, 1)
y_reg = (2 * x_reg + 3 * torch.sin(3 * x_reg) + 1 + noise).squeeze()
