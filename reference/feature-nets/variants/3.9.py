# %% einsum | in Einstein's notation
with torch.no_grad():
    weighted = torch.einsum("ni,oi->ni", features, net.layer2.weight)
plt.scatter(X, y)
plt.plot(xx, weighted)

# %% loop | one column after the other
weighted = torch.empty(661, 30)
for i in range(30):
    weighted[:, i] = features[:, i] * net.layer2.weight[0, i].item()
    plt.plot(xx, weighted[:, i])
plt.plot(X, y, "k.")
plt.show()
