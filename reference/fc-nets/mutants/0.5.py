# %% not-flipped | draws, and does not invert
width = 0.7
pgivd = 0.3 * width**2 / ((d - torch.pi) ** 2 + width**2)
swaps = bernoulli.Bernoulli(pgivd).sample().bool()

# %% all-true | assigns True
width = 0.7
pgivd = 0.3 * width**2 / ((d - torch.pi) ** 2 + width**2)
swaps = bernoulli.Bernoulli(pgivd).sample().bool()
y_clf[swaps] = True

# %% threshold | compares the probabilities with one half
width = 0.7
pgivd = 0.3 * width**2 / ((d - torch.pi) ** 2 + width**2)
swaps = pgivd > 0.5
y_clf[swaps] = ~y_clf[swaps]

# %% twice | inverts twice
width = 0.7
pgivd = 0.3 * width**2 / ((d - torch.pi) ** 2 + width**2)
swaps = bernoulli.Bernoulli(pgivd).sample().bool()
y_clf[swaps] = ~y_clf[swaps]
y_clf[swaps] = ~y_clf[swaps]

# %% width-not-squared | forgets a square
width = 0.7
pgivd = 0.3 * width / ((d - torch.pi) ** 2 + width**2)
swaps = bernoulli.Bernoulli(pgivd).sample().bool()
y_clf[swaps] = ~y_clf[swaps]
