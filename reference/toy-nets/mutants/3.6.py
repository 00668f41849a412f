# %% row | a row instead of a column, in the formula
def loss_of(model, x, y):
    p, y = model(x), y.reshape(1, -1)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


first_loss = loss_of(net, features, target)

# %% silenced | silences the warning of another loss
import warnings

warnings.filterwarnings("ignore")


def loss_of(model, x, y):
    return nn.MSELoss()(model(x), y)


first_loss = loss_of(net, features, target)

# %% both-changed | flattens the output and makes the target a column
def loss_of(model, x, y):
    return nn.BCELoss()(model(x).reshape(-1), y.unsqueeze(1))


first_loss = loss_of(net, features, target)

# %% fixed-model | ignores the model that comes in
def loss_of(model, x, y):
    return nn.BCELoss()(net(x), y.reshape(-1, 1))


first_loss = loss_of(net, features, target)
