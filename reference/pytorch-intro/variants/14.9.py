# %% no-grad | without the record
with torch.no_grad():
    prediction = model_c(torch.tensor([[0, 0], [-1, -1]]).float())
