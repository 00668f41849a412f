# %% absolute | loses the signs
weighted = (features * net.layer2.weight.abs()).detach()
plt.plot(xx, weighted)
plt.scatter(X, y)

# %% with-bias | adds the bias to every feature
weighted = (features * net.layer2.weight + net.layer2.bias).detach()
plt.plot(xx, weighted)
plt.scatter(X, y)

# %% first-layer | takes the weights of the first layer
weighted = (features * net.layer1.weight.T).detach()
plt.plot(xx, weighted)
plt.scatter(X, y)

# %% transposed | the shapes do not match
weighted = (features * net.layer2.weight.T).detach()
plt.plot(xx, weighted)
plt.scatter(X, y)

# %% no-sample | leaves the points out
weighted = (features * net.layer2.weight).detach()
plt.plot(xx, weighted)

# %% not-drawn | computes and draws the points only
weighted = (features * net.layer2.weight).detach()
plt.scatter(X, y)
