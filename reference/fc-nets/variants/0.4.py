# %% norm | the norm, and the circle alone
n_samples_clf = 200
x_clf = torch.randn(n_samples_clf, 2) * 2.5
d = torch.linalg.norm(x_clf, dim=1)
y_clf = d < torch.pi

# %% hypot | torch.hypot
n_samples_clf = 200
x_clf = 2.5 * torch.randn(n_samples_clf, 2)
d = torch.hypot(x_clf[:, 0], x_clf[:, 1])
y_clf = torch.logical_and(d.sin() > 0, d < np.pi)
