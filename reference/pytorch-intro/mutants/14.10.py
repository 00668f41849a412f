# %% softmax | both are one
probability = torch.softmax(prediction, dim=1)

# %% twice | the sigmoid of the sigmoid
probability = torch.sigmoid(torch.sigmoid(prediction))
