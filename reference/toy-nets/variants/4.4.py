# %% computed | computed anew in a loop, with a plot
losses_by_h = {}
for nodes, trained in ((1, net_h1), (2, net_h2), (3, net_h3)):
    losses_by_h[nodes] = nn.BCELoss()(trained(features), target)
plt.plot(list(losses_by_h), [loss.item() for loss in losses_by_h.values()], "o-")
answer_4_4 = """A node is a half-plane. To close off a bounded region around the disc one needs at least three of them: a
triangle."""
