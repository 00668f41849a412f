# %% each-row-thrice | the first region three times, then the second
five = np.array([[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]], dtype="float32")
harvest = np.array([[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]], dtype="float32")
inputs = torch.from_numpy(np.repeat(five, 3, axis=0))
targets = torch.from_numpy(np.repeat(harvest, 3, axis=0))

# %% five-rows | one year only
five = np.array([[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]], dtype="float32")
harvest = np.array([[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]], dtype="float32")
inputs, targets = torch.from_numpy(five), torch.from_numpy(harvest)

# %% typo | a slip in the third year
five = np.array([[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]], dtype="float32")
harvest = np.array([[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]], dtype="float32")
inputs = torch.from_numpy(np.tile(five, (3, 1)))
targets = torch.from_numpy(np.tile(harvest, (3, 1)))
targets[13, 1] = 73
