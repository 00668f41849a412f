# %% binary | the regions of the rings
plot_classification_2d(Xb, yb, model_c, title="Multiclass classification")

# %% two-regions | one border only
import matplotlib.pyplot as plt

across, up = np.meshgrid(np.linspace(-1.8, 1.8, 60), np.linspace(-1.8, 1.8, 60))
with torch.no_grad():
    z = model_m(torch.tensor(np.c_[across.ravel(), up.ravel()], dtype=torch.float32)).softmax(1)[:, 0]
plt.contourf(across, up, z.reshape(60, 60), levels=[0, 0.5, 1], alpha=0.3)
plt.scatter(*Xb.T, c=yb)
plt.title("Multiclass classification")
