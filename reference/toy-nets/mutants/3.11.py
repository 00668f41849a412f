# %% stretched | compares a flat row with a column
with torch.no_grad():
    hard_pred = (net(features) > 0.5).float().flatten()
accuracy = (hard_pred == target).float().mean().item()

# %% threshold-zero | everything is class 1
with torch.no_grad():
    hard_pred = (net(features) > 0).float().flatten()
accuracy = (hard_pred == target.flatten()).float().mean().item()

# %% probabilities | no decisions at all
with torch.no_grad():
    hard_pred = net(features).flatten()
accuracy = (hard_pred == target.flatten()).float().mean().item()
