# %% columns | along the points
probability_m = nn.Softmax(dim=0)(prediction_m)

# %% sigmoid | each class alone
probability_m = torch.sigmoid(prediction_m)
