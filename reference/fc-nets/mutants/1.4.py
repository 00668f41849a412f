# %% graph | with gradients
y_reg_init = reg_model(x_reg)

# %% five-rows | only five rows
with torch.no_grad():
    y_reg_init = reg_model(x_reg[:5])

# %% trained | predicts with a trained model
# also: 1.5
opt = optim.SGD(reg_model.parameters(), lr=0.1)
for _ in range(20):
    opt.zero_grad()
    nn.functional.mse_loss(reg_model(x_reg).squeeze(), y_reg).backward()
    opt.step()
y_reg_init = reg_model(x_reg).detach()
