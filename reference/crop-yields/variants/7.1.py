# %% vstack | stacks three copies
five = np.array([[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]], dtype="float32")
harvest = np.array([[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]], dtype="float32")
inputs = torch.from_numpy(np.vstack([five, five, five]))
targets = torch.from_numpy(np.vstack([harvest, harvest, harvest]))

# %% repeat | repeats the tensors that are there
inputs, targets = inputs.repeat(3, 1), targets.repeat(3, 1)
