# %% and | the word and between tensors
n_samples_clf = 200
x_clf = 2.5 * torch.randn(n_samples_clf, 2)
d = x_clf.norm(dim=1)
y_clf = (torch.sin(d) > 0) and (d < torch.pi)

# %% second-ring | forgets the limit
n_samples_clf = 200
x_clf = 2.5 * torch.randn(n_samples_clf, 2)
d = x_clf.norm(dim=1)
y_clf = torch.sin(d) > 0

# %% no-root | the squared distance
n_samples_clf = 200
x_clf = 2.5 * torch.randn(n_samples_clf, 2)
d = x_clf[:, 0] ** 2 + x_clf[:, 1] ** 2
y_clf = (torch.sin(d) > 0) & (d < torch.pi)

# %% int-labels | numbers instead of booleans
n_samples_clf = 200
x_clf = 2.5 * torch.randn(n_samples_clf, 2)
d = x_clf.norm(dim=1)
y_clf = ((torch.sin(d) > 0) & (d < torch.pi)).int()

# %% other-scale | without the factor of 2.5
n_samples_clf = 200
x_clf = torch.randn(n_samples_clf, 2)
d = x_clf.norm(dim=1)
y_clf = (torch.sin(d) > 0) & (d < torch.pi)
