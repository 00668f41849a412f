# %% old-prediction-drawn | draws the older prediction
pred_flip = net_flip(features).detach().numpy().flatten()
plt.plot(x, y_flip)
plt.plot(x, pred)

# %% old-net | asks the older net
pred_flip = net_reg(features).detach().numpy().flatten()
plt.plot(x, y_flip)
plt.plot(x, pred_flip)
