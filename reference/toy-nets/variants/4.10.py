# %% scatter | 3-D scatter in a subplot
fig, ax = plt.subplots(subplot_kw={"projection": "3d"})
zero, one = features_layer1_3d[target == 0], features_layer1_3d[target == 1]
ax.scatter(zero[:, 0], zero[:, 1], zero[:, 2], color="r", label="0")
ax.scatter(one[:, 0], one[:, 1], one[:, 2], color="g", label="1")
plt.legend()
plt.show()
