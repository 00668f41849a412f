# %% columns | along the columns
probs_example = torch.softmax(output_example, dim=0)

# %% sigmoid | every score for itself
probs_example = torch.sigmoid(output_example)

# %% reversed | the classes the other way round
probs_example = torch.softmax(-output_example, dim=1)
