# %% regression | the wrong picture
plot_regression(Xc[:, 0], Xc[:, 1], title="Binary classification")

# %% untrained | regions of another model
plot_classification_2d(Xc, yc, binaryClassifier(2, 5, 1), title="Binary classification")

# %% half | logits at 0.5
import matplotlib.pyplot as plt

across, up = np.meshgrid(np.linspace(-1.5, 1.5, 60), np.linspace(-1.5, 1.5, 60))
z = model_c(torch.tensor(np.c_[across.ravel(), up.ravel()], dtype=torch.float32)).detach().reshape(60, 60)
plt.contourf(across, up, z, levels=[-1000, 0.5, 1000])
plt.scatter(Xc[:, 0], Xc[:, 1], c=yc)
plt.title("Binary classification")

# %% untitled | no title
plot_classification_2d(Xc, yc, model_c)
