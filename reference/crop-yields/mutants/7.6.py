# %% absolute | absolute values
loss_fn = F.l1_loss

# %% sum | does not average
loss_fn = nn.MSELoss(reduction="sum")
