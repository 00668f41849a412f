# %% select | other functions
X = torch.randn(5, 2)
r0 = X.select(0, 0)
r0b = X.unbind()[0]
c0 = X.index_select(1, torch.tensor([0])).flatten()
