# %% xor | a draw of torch's own, and exclusive or
width = 0.7
pgivd = 0.3 * width**2 / ((d - torch.pi) ** 2 + width**2)
swaps = torch.bernoulli(pgivd).bool()
y_clf = y_clf ^ swaps

# %% where | chooses with torch.where
width = 0.7
pgivd = 0.3 / (1 + ((d - torch.pi) / width) ** 2)
swaps = bernoulli.Bernoulli(probs=pgivd).sample() == 1
y_clf = torch.where(swaps, ~y_clf, y_clf)
