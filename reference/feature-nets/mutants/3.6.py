# %% flat | without the column
xx = torch.arange(-3.3, 3.3, 0.01)
with torch.no_grad():
    yy = net(xx.unsqueeze(1)).flatten()

# %% hundred | a hundred points
xx = torch.linspace(-3.3, 3.3, 100).unsqueeze(1)
with torch.no_grad():
    yy = net(xx)

# %% not-widened | stops at the data
xx = torch.arange(X.min(), X.max(), 0.01).unsqueeze(1)
with torch.no_grad():
    yy = net(xx)

# %% sine | the sine in place of the prediction
xx = torch.arange(1.1 * X.min(), 1.1 * X.max(), 0.01).unsqueeze(1)
yy = xx.sin()
