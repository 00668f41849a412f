# %% losses | one parameter vector, gradients by autograd.grad
def slope(x, y):
    loss = nn.BCELoss()(net(x), y)
    return torch.cat([g.flatten() for g in torch.autograd.grad(loss, net.parameters())])


order = torch.randperm(2000)
grad_diff = (slope(features, target) - slope(features[order], target[order])).abs().max()
answer_3_10 = "No effect: the sum over all rows is the same in any order."

# %% reversed | the reversed order
before = copy.deepcopy(net)
nn.BCELoss()(before(features), target).backward()
after = copy.deepcopy(net)
nn.BCELoss()(after(features.flip(0)), target.flip(0)).backward()
grad_diff = max((a.grad - b.grad).abs().max().item() for a, b in zip(before.parameters(), after.parameters()))
answer_3_10 = "It makes no difference as long as every epoch uses all rows in a single batch."
