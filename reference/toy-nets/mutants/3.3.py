# %% too-fast | a learning rate of 1
optimizer = optim.Adam(net.parameters(), lr=1)

# %% other-net | the parameters of another net
optimizer = optim.Adam(OneHidden(2, 2, 1, nn.Sigmoid(), nn.Sigmoid()).parameters(), lr=1e-2)

# %% output-only | only the last layer
optimizer = optim.Adam(net.output.parameters(), lr=1e-2)
