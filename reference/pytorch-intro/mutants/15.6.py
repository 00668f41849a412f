# %% transposed | classes in rows
prediction_m = model_m(torch.tensor([[-1.0, -1.0], [0.0, 0.0]])).detach().T

# %% exchanged | the other order
prediction_m = model_m(torch.tensor([[0.0, 0.0], [-1.0, -1.0]])).detach()
