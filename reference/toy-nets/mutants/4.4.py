# %% one-for-all | the same loss three times
losses_by_h = {nodes: loss_h3 for nodes in (1, 2, 3)}
answer_4_4 = "More parameters are always better, and this is the reason why the loss goes down so much here, I suppose."

# %% rounded | remembered from the lecture instead of computed
losses_by_h = {1: 0.6, 2: 0.28, 3: 0.05}
answer_4_4 = "Every node is a line, and only three lines can enclose the disc in a triangle; two of them leave it open."

# %% no-words | says nothing
losses_by_h = {1: loss_h1, 2: loss_h2, 3: loss_h3}
answer_4_4 = "Random luck."
