# %% infinite-c | no penalty at all
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score

plain = LogisticRegression(C=np.inf)
plain.fit(X, y.flatten())
skl_preds = plain.predict(X)
skl_acc = accuracy_score(y.flatten(), skl_preds)

# %% penalty-none | the penalty switched off by name
import warnings

from sklearn.linear_model import LogisticRegression

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    logistic = LogisticRegression(penalty=None).fit(X.numpy(), y.numpy().ravel())
skl_preds = torch.from_numpy(logistic.predict(X.numpy()))
skl_acc = float((skl_preds == y.flatten()).float().mean())

# %% weak-penalty | a hardly noticeable penalty
from sklearn.linear_model import LogisticRegression

logistic = LogisticRegression(C=1e4).fit(X.numpy(), y.numpy().ravel())
skl_preds = logistic.predict(X.numpy())
skl_acc = (skl_preds == y.numpy().ravel()).mean()
