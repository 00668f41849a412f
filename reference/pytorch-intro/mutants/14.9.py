# %% exchanged | the other order, flat
prediction = model_c(torch.tensor([[-1.0, -1.0], [0.0, 0.0]])).detach().flatten()

# %% watched | keeps the record
prediction = model_c(torch.tensor([[0.0, 0.0], [-1.0, -1.0]]))

# %% untrained | another model
prediction = binaryClassifier(2, 5, 1)(torch.tensor([[0.0, 0.0], [-1.0, -1.0]])).detach()
