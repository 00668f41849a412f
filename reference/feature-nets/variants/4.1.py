# %% torch-tensor | copies, and names the type
import sklearn.datasets

Xm, ym = sklearn.datasets.make_moons(200, noise=0.2, random_state=42)
X = torch.tensor(Xm, dtype=torch.float32)
y = torch.tensor(ym, dtype=torch.float32)[:, None]
