# %% decimal-labels | labels of float32
Xb, yb = make_blobs(n_samples=200, centers=4, center_box=(-1.2, 1.2), cluster_std=[0.15] * 4, random_state=7)
Xb_t = torch.tensor(Xb, dtype=torch.float32)
yb_t = torch.tensor(yb, dtype=torch.float32)
dl_b = DataLoader(TensorDataset(Xb_t, yb_t), batch_size=50, shuffle=True)
plot_classification_2d(Xb, yb)

# %% three | three clouds
Xb, yb = make_blobs(n_samples=200, centers=3, center_box=(-1.2, 1.2), cluster_std=[0.15] * 3, random_state=7)
Xb_t = torch.tensor(Xb, dtype=torch.float32)
yb_t = torch.tensor(yb, dtype=torch.int64)
dl_b = DataLoader(TensorDataset(Xb_t, yb_t), batch_size=50, shuffle=True)
plot_classification_2d(Xb, yb)

# %% column | a column of labels
Xb, yb = make_blobs(n_samples=200, centers=4, center_box=(-1.2, 1.2), cluster_std=[0.15] * 4, random_state=7)
Xb_t = torch.tensor(Xb, dtype=torch.float32)
yb_t = torch.tensor(yb[:, None], dtype=torch.int64)
dl_b = DataLoader(TensorDataset(Xb_t, yb_t), batch_size=50, shuffle=True)
plot_classification_2d(Xb, yb)
