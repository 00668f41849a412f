# %% markers | the predictions as loose points
import matplotlib.pyplot as plt

plt.figure()
plt.scatter(X, y)
plt.figure()
plt.scatter(X, y)
plt.plot(X, sk_model.predict(X), "o")

# %% no-prediction | twice the data
plot_regression(X, y)
plot_regression(X, y)

# %% one-picture | the second one only
plot_regression(X, y, sk_model.predict(X))
