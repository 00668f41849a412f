# %% flat-output | flattens the output instead
def loss_of(model, x, y):
    return nn.BCELoss()(model(x).squeeze(1), y)


first_loss = loss_of(net, features, target).item()

# %% unsqueeze | and the functional loss
def loss_of(model, x, y):
    return torch.nn.functional.binary_cross_entropy(model(x), y.unsqueeze(1))


first_loss = loss_of(net, features, target)

# %% by-formula | reshapes both, and uses the formula
def loss_of(model, x, y):
    p, y = model(x).reshape(-1), y.reshape(-1)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


with torch.no_grad():
    first_loss = loss_of(net, features, target)
