# %% own | an own picture
import matplotlib.pyplot as plt

Xc, yc = make_circles(300, noise=0.1, factor=0.5, random_state=2020)
Xc_t, yc_t = torch.from_numpy(Xc).float(), torch.from_numpy(yc).float()
plt.scatter(Xc[:, 0], Xc[:, 1], c=yc)
plt.show()
