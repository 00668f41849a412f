# %% default-penalty | leaves the penalty on
from sklearn.linear_model import LogisticRegression

logistic = LogisticRegression().fit(X.numpy(), y.numpy().ravel())
skl_preds = logistic.predict(X.numpy())
skl_acc = logistic.score(X.numpy(), y.numpy().ravel())

# %% fitted-elsewhere | fits other moons
from sklearn.datasets import make_moons
from sklearn.linear_model import LogisticRegression

logistic = LogisticRegression(C=1e6).fit(*make_moons(n_samples=200, noise=0.2, random_state=7))
skl_preds = logistic.predict(X.numpy())
skl_acc = logistic.score(X.numpy(), y.numpy().ravel())

# %% labels-as-predictions | the right accuracy with the wrong predictions
from sklearn.linear_model import LogisticRegression

logistic = LogisticRegression(C=1e6).fit(X.numpy(), y.numpy().ravel())
skl_acc = logistic.score(X.numpy(), y.numpy().ravel())
skl_preds = y.flatten()
