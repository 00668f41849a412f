# %% library | with MSELoss itself
def half_mse(a, b):
    return nn.MSELoss()(a, b) / 2


gradient_ratio = 2.0
same_optimum = half_mse(torch.zeros(2), torch.zeros(2)).item() == 0
