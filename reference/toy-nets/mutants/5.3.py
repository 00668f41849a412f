# %% same-columns | the first three columns four times
activations_h5 = torch.sigmoid(net_h5.hidden(torch.tensor(features))).detach().numpy()
fig = plt.figure(figsize=(9, 9))
for place in range(1, 5):
    ax = fig.add_subplot(2, 2, place, projection="3d")
    for label in (0, 1):
        ax.plot(*activations_h5[target == label][:, :3].T, ".", label=str(label))

# %% three-node-net | the activations of the smaller net, a column twice
activations_h5 = np.concatenate([features_layer1_3d, features_layer1_3d[:, :2]], axis=1)
fig = plt.figure(figsize=(9, 9))
for place, triple in enumerate([(0, 1, 2), (0, 1, 3), (0, 2, 3), (1, 2, 3)], 1):
    ax = fig.add_subplot(2, 2, place, projection="3d")
    for label in (0, 1):
        ax.plot(*activations_h5[target == label][:, triple].T, ".", label=str(label))

# %% no-figures | computes and draws nothing
activations_h5 = torch.sigmoid(net_h5.hidden(torch.tensor(features))).detach().numpy()
