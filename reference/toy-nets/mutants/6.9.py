# %% over-the-index | the prediction over its index
plt.plot(x, y)
plt.plot(pred)

# %% untrained | the prediction of a new net
plt.plot(x, y)
plt.plot(x, OneHidden(1, 10, 1, nn.Sigmoid())(features).detach().numpy().flatten())
