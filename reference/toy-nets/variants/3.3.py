# %% list | from a list, lr by position
optimizer = torch.optim.Adam(list(net.parameters()), 0.01)

# %% sgd | another optimiser
optimizer = optim.SGD(net.parameters(), lr=0.5)
