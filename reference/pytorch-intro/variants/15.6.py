# %% no-grad | without the record
with torch.no_grad():
    prediction_m = model_m(torch.tensor([[-1, -1], [0, 0]], dtype=torch.float32))
