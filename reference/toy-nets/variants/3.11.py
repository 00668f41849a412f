# %% rounded | rounds the probabilities
hard_pred = net(features).detach().round().reshape(2000)
accuracy = hard_pred.eq(target.reshape(2000)).float().mean()

# %% with-equality | counts one half as class 1, as a column of booleans
hard_pred = net(features) >= 0.5
accuracy = (hard_pred == target.bool()).float().mean().item()
