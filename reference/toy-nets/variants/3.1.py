# %% formula | minus log p
criterion = lambda p, y: -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
bce_values = [-torch.log(torch.tensor(p)) for p in (0.01, 0.3, 0.5, 1.0)]

# %% functional | the functional form
criterion = torch.nn.functional.binary_cross_entropy
bce_values = []
for p in (1e-2, 0.3, 0.5, 1.0):
    bce_values.append(float(criterion(torch.tensor(p), torch.tensor(1.0))))
