# %% one-column | the range of one column for both
xx, yy = torch.meshgrid(
    torch.linspace(x_clf[:, 0].min(), x_clf[:, 0].max(), 100),
    torch.linspace(x_clf[:, 0].min(), x_clf[:, 0].max(), 100),
    indexing="ij",
)
grid_pts = torch.stack([xx.ravel(), yy.ravel()], dim=1)
with torch.no_grad():
    grid_preds = (model_clf(grid_pts) > 0.5).reshape(xx.shape)

# %% transposed | the decisions of swapped places
xx, yy = torch.meshgrid(
    torch.linspace(x_clf[:, 0].min(), x_clf[:, 0].max(), 100),
    torch.linspace(x_clf[:, 1].min(), x_clf[:, 1].max(), 100),
    indexing="ij",
)
grid_pts = torch.stack([xx.ravel(), yy.ravel()], dim=1)
with torch.no_grad():
    grid_preds = (model_clf(grid_pts) > 0.5).reshape(xx.shape).T

# %% not-transposed | coordinates in rows
xx, yy = torch.meshgrid(
    torch.linspace(x_clf[:, 0].min(), x_clf[:, 0].max(), 100),
    torch.linspace(x_clf[:, 1].min(), x_clf[:, 1].max(), 100),
    indexing="ij",
)
grid_pts = torch.stack([xx.ravel(), yy.ravel()])
with torch.no_grad():
    grid_preds = (model_clf(grid_pts.T) > 0.5).reshape(xx.shape)

# %% crossed | y before x
xx, yy = torch.meshgrid(
    torch.linspace(x_clf[:, 0].min(), x_clf[:, 0].max(), 100),
    torch.linspace(x_clf[:, 1].min(), x_clf[:, 1].max(), 100),
    indexing="ij",
)
grid_pts = torch.stack([yy.ravel(), xx.ravel()], dim=1)
with torch.no_grad():
    grid_preds = (model_clf(grid_pts) > 0.5).reshape(xx.shape)
