# %% features-only | shuffles the features alone
def gradients(x, y):
    net.zero_grad()
    nn.BCELoss()(net(x), y).backward()
    return [p.grad.clone() for p in net.parameters()]


order = torch.randperm(len(features))
pairs = zip(gradients(features, target), gradients(features[order], target))
grad_diff = max((one - other).abs().max().item() for one, other in pairs)
answer_3_10 = "Shuffling changes the gradients, so the training goes another way each time."

# %% no-reset | the gradients of both passes add up
def gradients(x, y):
    nn.BCELoss()(net(x), y).backward()
    return [p.grad.clone() for p in net.parameters()]


net.zero_grad()
order = torch.randperm(len(features))
pairs = zip(gradients(features, target), gradients(features[order], target[order]))
grad_diff = max((one - other).abs().max().item() for one, other in pairs)
answer_3_10 = "Shuffling doubles the gradients, so the training is twice as fast."

# %% few-words | no answer
grad_diff = 0.0
answer_3_10 = "no"
