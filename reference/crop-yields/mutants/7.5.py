# %% large-steps | a thousand times too fast
opt = torch.optim.SGD(model_lin.parameters(), lr=1e-2)

# %% old-parameters | trains the w and b of section 6
opt = torch.optim.SGD([w, b], lr=1e-5)
