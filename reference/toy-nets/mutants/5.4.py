# %% permutations | every order counts as another choice
fig = plt.figure(figsize=(14, 14))
for place, triple in enumerate(itertools.permutations(range(5), 3), 1):
    ax = fig.add_subplot(6, 10, place, projection="3d")
    for label in (0, 1):
        ax.plot(*activations_h5[target == label][:20, triple].T, ".")
    ax.set_title(f"coordinates {triple}")

# %% pairs | two of five
fig = plt.figure(figsize=(14, 6))
for place, pair in enumerate(itertools.combinations(range(5), 2), 1):
    ax = fig.add_subplot(2, 5, place)
    for label in (0, 1):
        ax.plot(*activations_h5[target == label][:, pair].T, ".")
    ax.set_title(f"coordinates {pair}")

# %% same-title | the title never changes
fig = plt.figure(figsize=(14, 6))
for place, triple in enumerate(itertools.combinations(range(5), 3), 1):
    ax = fig.add_subplot(2, 5, place, projection="3d")
    for label in (0, 1):
        ax.plot(*activations_h5[target == label][:, triple].T, ".")
    ax.set_title("coordinates (0, 1, 2)")
