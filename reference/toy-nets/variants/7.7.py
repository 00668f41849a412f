# %% legend | with a legend
with torch.no_grad():
    pred_flip = net_flip(features).squeeze().numpy()
plt.plot(x, y_flip, label="data")
plt.plot(x, pred_flip, label="net")
plt.legend()
plt.show()
