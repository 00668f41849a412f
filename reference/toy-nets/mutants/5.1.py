# %% still-sigmoid | forgets to change the activation
relu_losses = {}
for nodes in (2, 3, 5):
    net_relu = OneHidden(2, nodes, 1, nn.Sigmoid(), nn.Sigmoid())
    net_relu = train_model(features, target, net_relu, 5e-2, 500)
    relu_losses[nodes] = nn.BCELoss()(net_relu(features), target).item()
answer_5_1 = "It makes no difference at all whether one takes the sigmoid or the ReLU, three nodes suffice."

# %% two-are-enough | claims that two nodes do it
net_relu = OneHidden(2, 5, 1, nn.ReLU(), nn.Sigmoid())
net_relu = train_model(features, target, net_relu, 2e-2, 500)
best = nn.BCELoss()(net_relu(features), target).item()
relu_losses = {2: best, 3: best, 5: best}
answer_5_1 = "With ReLU two nodes are enough already, because it is the better activation in every respect."

# %% one-size | a single size
net_relu = OneHidden(2, 5, 1, nn.ReLU(), nn.Sigmoid())
net_relu = train_model(features, target, net_relu, 2e-2, 500)
relu_losses = {5: nn.BCELoss()(net_relu(features), target).item()}
answer_5_1 = "Five nodes are enough for this problem, as one can see from the loss that has become very small."
