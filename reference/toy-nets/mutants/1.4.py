# %% plain-sum | the square of the sum
r2 = (features[:, 0] + features[:, 1]) ** 2
theta = np.arctan2(features[:, 1], features[:, 0])
polar = np.stack([r2, theta], axis=1)
acc_raw = LogisticRegression().fit(features, target).score(features, target)
acc_polar = LogisticRegression().fit(polar, target).score(polar, target)
answer_1_4 = "Polar features do not help much here, as far as I can see from these two numbers that I have computed."

# %% other-rows | scores on the rows in another order
r2 = (features**2).sum(axis=1)
theta = np.arctan2(features[:, 1], features[:, 0])
polar = np.stack([r2, theta], axis=1)
acc_raw = LogisticRegression().fit(features, target).score(features, target)
acc_polar = LogisticRegression().fit(polar, target).score(np.roll(polar, 1, axis=0), target)
answer_1_4 = "The points of the one class surround the others, so that a line cannot separate them from each other."

# %% made-up | a figure that was never computed
r2 = (features**2).sum(axis=1)
theta = np.arctan2(features[:, 1], features[:, 0])
polar = np.stack([r2, theta], axis=1)
acc_raw = 0.59
acc_polar = LogisticRegression().fit(polar, target).score(polar, target)
answer_1_4 = "The points of the one class surround the others, so that a line cannot separate them from each other."

# %% no-words | computes, but does not explain
r2 = (features**2).sum(axis=1)
theta = np.arctan2(features[:, 1], features[:, 0])
polar = np.stack([r2, theta], axis=1)
acc_raw = LogisticRegression().fit(features, target).score(features, target)
acc_polar = LogisticRegression().fit(polar, target).score(polar, target)
answer_1_4 = "It is round."
