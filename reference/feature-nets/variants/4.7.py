# %% unit-matrix | rows of the unit matrix
y_one_hot = torch.eye(2)[y.squeeze().int()]

# %% columns | the two columns side by side
y_one_hot = torch.cat([1 - y, y], dim=1)
