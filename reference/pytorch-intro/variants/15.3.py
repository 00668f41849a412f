# %% long | another name for int64
Xb, yb = make_blobs(200, centers=4, cluster_std=0.15, center_box=(-1.2, 1.2), random_state=7)
Xb_t, yb_t = torch.from_numpy(Xb).float(), torch.from_numpy(yb).to(torch.long)
dl_b = DataLoader(TensorDataset(Xb_t, yb_t), 50, shuffle=True)
plot_classification_2d(Xb, yb)
