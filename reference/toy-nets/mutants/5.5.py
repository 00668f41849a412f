# %% two-sigmoids | keeps the sigmoid at the output
net_logits = OneHidden(2, 3, 1, nn.Sigmoid(), nn.Sigmoid())
x_train, y_train = torch.from_numpy(features), torch.from_numpy(target).reshape(-1, 1)
net_logits = train_model(x_train, y_train, net_logits, 5e-2, 600, criterion=nn.BCEWithLogitsLoss())

# %% loss-for-probabilities | the loss that wants probabilities
net_logits = OneHidden(2, 3, 1, nn.Sigmoid())
x_train, y_train = torch.from_numpy(features), torch.from_numpy(target).reshape(-1, 1)
net_logits = train_model(x_train, y_train, net_logits, 5e-2, 600)

# %% two-nodes | too small a net
net_logits = OneHidden(2, 2, 1, nn.Sigmoid())
x_train, y_train = torch.from_numpy(features), torch.from_numpy(target).reshape(-1, 1)
net_logits = train_model(x_train, y_train, net_logits, 5e-2, 600, criterion=nn.BCEWithLogitsLoss())
