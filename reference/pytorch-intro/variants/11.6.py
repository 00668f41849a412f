# %% no-grad | flatten, and an own picture
import matplotlib.pyplot as plt

with torch.no_grad():
    y_p = np.array(model_nl(Xn_t).flatten().tolist())
plt.plot(Xn, yn, ".")
plt.plot(Xn, y_p)
plt.ylim(-25, 25)
plt.show()
