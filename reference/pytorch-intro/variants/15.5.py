# %% argmax | a mesh of hard classes
import matplotlib.pyplot as plt

across, up = np.meshgrid(np.linspace(-1.8, 1.8, 60), np.linspace(-1.8, 1.8, 60))
with torch.no_grad():
    z = model_m(torch.tensor(np.c_[across.ravel(), up.ravel()], dtype=torch.float32)).argmax(1)
plt.pcolormesh(across, up, z.reshape(60, 60), alpha=0.3)
plt.scatter(*Xb.T, c=yb)
plt.title("Multiclass classification")
