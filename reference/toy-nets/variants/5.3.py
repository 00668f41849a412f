# %% four-figures | one figure each, scatter, plt.show()
activations_h5 = torch.sigmoid(net_h5.hidden(torch.tensor(features))).detach().numpy()
for a, b, c in [(0, 1, 2), (0, 1, 3), (0, 2, 3), (1, 2, 3)]:
    ax = plt.figure().add_subplot(projection="3d")
    for label, colour in ((0, "r"), (1, "g")):
        chosen = activations_h5[target == label]
        ax.scatter(chosen[:, a], chosen[:, b], chosen[:, c], color=colour, label=str(label))
    ax.legend(framealpha=0)
    plt.show()
