# %% ten-figures | one figure each, with the title of the lecture
for comb in itertools.combinations(np.arange(5), 3):
    fig = plt.figure(figsize=(4, 4))
    ax = fig.add_subplot(111, projection="3d")
    for label, colour in ((0, "r"), (1, "g")):
        chosen = activations_h5[target == label]
        ax.plot(chosen[:, comb[0]], chosen[:, comb[1]], chosen[:, comb[2]], "p", color=colour, label=str(label))
    ax.legend(framealpha=0)
    plt.title(f"COORDINATES = {comb}")

# %% counted-from-one | titles that count from one
fig, all_axes = plt.subplots(2, 5, figsize=(12, 5), subplot_kw={"projection": "3d"})
for ax, (a, b, c) in zip(all_axes.flat, itertools.combinations(range(5), 3)):
    for label in (0, 1):
        ax.plot(*activations_h5[target == label][:, [a, b, c]].T, ".")
    ax.set_title(f"{a + 1}, {b + 1}, {c + 1}")
