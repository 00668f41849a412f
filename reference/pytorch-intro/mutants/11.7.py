# %% unweighted | forgets the output weights
W1, b1, W2, b2 = model_nl.parameters()
with torch.no_grad():
    H = torch.sigmoid(Xn_t @ W1.T + b1)
    contrib = H.clone()
plot_nodes(Xn, contrib, contrib.sum(dim=1) + b2.detach())

# %% not-squeezed | without the sigmoid
W1, b1, W2, b2 = model_nl.parameters()
with torch.no_grad():
    H = Xn_t @ W1.T + b1
    contrib = H * W2
plot_nodes(Xn, contrib, contrib.sum(dim=1) + b2.detach())

# %% no-bias | forgets the biases of the hidden nodes
W1, b1, W2, b2 = model_nl.parameters()
with torch.no_grad():
    H = torch.sigmoid(Xn_t @ W1.T)
    contrib = H * W2
plot_nodes(Xn, contrib, contrib.sum(dim=1) + b2.detach())

# %% not-drawn | no picture
W1, b1, W2, b2 = model_nl.parameters()
with torch.no_grad():
    H = torch.sigmoid(Xn_t @ W1.T + b1)
    contrib = H * W2
