# %% hard-coded | types other figures
for i, loss in zip((1, 21, 41, 61, 81), (24.1, 9.5, 7.2, 6.8, 6.7)):
    print(f"Epoch {i}: {loss}")

# %% with-graph | prints tensors with their history
for i in range(0, 100, 20):
    print(i + 1, torch.tensor(losses[i], requires_grad=True) * 1)

# %% last-only | prints the last one only
print(losses[-1])
