# %% flat | two of the three coordinates
plt.figure()
for label in (0, 1):
    plt.plot(*features_layer1_3d[target == label][:, :2].T, "p", label=str(label))
plt.legend()

# %% same-column-twice | the columns 0, 0 and 1
ax = plt.figure().add_subplot(projection="3d")
for label in (0, 1):
    ax.plot(*features_layer1_3d[target == label][:, [0, 0, 1]].T, "p", label=str(label))
ax.legend()

# %% classes-together | one series for all points
ax = plt.figure().add_subplot(projection="3d")
ax.plot(*features_layer1_3d.T, "p", label="0 and 1")
ax.legend()
