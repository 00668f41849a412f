# %% torch-tensor | torch.tensor with a dtype
features = torch.tensor(features, dtype=torch.float32, device=device)
target = torch.tensor(target, dtype=torch.float32, device=device)

# %% column | target as a column already
features = torch.as_tensor(features).to(device, torch.float32)
target = torch.as_tensor(target).to(device, torch.float32).reshape(-1, 1)
