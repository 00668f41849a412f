# %% logits | a contour of the logits at zero
import matplotlib.pyplot as plt

across, up = torch.meshgrid(torch.linspace(-1.5, 1.5, 60), torch.linspace(-1.5, 1.5, 60), indexing="xy")
with torch.no_grad():
    z = model_c(torch.stack([across.flatten(), up.flatten()], dim=1)).reshape(60, 60)
plt.contourf(across, up, z, levels=[-1000, 0, 1000], alpha=0.3)
plt.scatter(Xc[:, 0], Xc[:, 1], c=yc)
plt.title("Binary Classification")
plt.show()

# %% mesh | hard classes as a mesh
import matplotlib.pyplot as plt

across, up = np.meshgrid(np.linspace(-1.5, 1.5, 60), np.linspace(-1.5, 1.5, 60))
z = model_c.forward(torch.tensor(np.c_[across.ravel(), up.ravel()], dtype=torch.float32)).detach() > 0
plt.pcolormesh(across, up, z.reshape(60, 60))
for k in (0, 1):
    plt.plot(*Xc[yc == k].T, "o")
plt.title("binary classification")
