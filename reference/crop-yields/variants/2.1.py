# %% lists-first | plain lists, converted afterwards
inputs = [[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]]
targets = [[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]]
inputs = np.array(inputs).astype(np.float32)
targets = np.array(targets).astype(np.float32)
