# %% own | draws them with matplotlib
import matplotlib.pyplot as plt

plt.scatter(X, y)
plt.figure()
plt.plot(X, y, "o")
ends = np.array([[-3.0], [3.0]])
plt.plot(ends, sk_model.predict(ends), "-r")
plt.show()

# %% seaborn | regplot
# slow
import matplotlib.pyplot as plt
import seaborn as sns

plt.scatter(X[:, 0], y)
plt.figure()
sns.regplot(x=X[:, 0], y=y, ci=None)
