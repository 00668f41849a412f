# %% float64 | leaves the number type to NumPy
inputs = np.array([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]])
targets = np.array([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])

# %% typo | swaps two digits of one cell
inputs = np.array([[73, 67, 34], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]], dtype="float32")
targets = np.array([[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]], dtype="float32")

# %% targets-transposed | one row per harvest in place of one per region
inputs = np.array([[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]], dtype="float32")
targets = np.array([[56, 81, 119, 22, 103], [70, 101, 133, 37, 119]], dtype="float32")
