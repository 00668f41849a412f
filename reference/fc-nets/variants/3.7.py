# %% other-indexing | x along the columns
xx, yy = torch.meshgrid(
    torch.linspace(x_clf[:, 0].min(), x_clf[:, 0].max(), 100),
    torch.linspace(x_clf[:, 1].min(), x_clf[:, 1].max(), 100),
    indexing="xy",
)
grid_pts = torch.vstack([xx.ravel(), yy.ravel()]).T
grid_preds = model_clf(grid_pts).detach().squeeze() > 0.5
grid_preds = grid_preds.reshape(xx.shape)

# %% numpy | NumPy's meshgrid, a little coarser
low, high = x_clf.min(0).values, x_clf.max(0).values
xx, yy = np.meshgrid(np.linspace(low[0], high[0], 60), np.linspace(low[1], high[1], 60))
grid_pts = torch.from_numpy(np.stack([xx.ravel(), yy.ravel()], axis=1)).float()
with torch.no_grad():
    grid_preds = (model_clf(grid_pts) > 0.5).reshape(xx.shape)
