# %% own | with matplotlib
import matplotlib.pyplot as plt

plt.scatter(Xn, yn, s=5)
plt.ylim(-25, 25)
plt.show()
