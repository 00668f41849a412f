# %% full-length | SGD for 1000 epochs, as in the lecture
# slow
model_nl = nonlinRegression(1, 3, 1)
trainer(model_nl, nn.MSELoss(), optim.SGD(model_nl.parameters(), lr=0.01), dl_n, epochs=1000, verbose=False)

# %% full-batch | all examples in each step
model_nl = nonlinRegression(1, 3, 1)
opt = optim.Adam(model_nl.parameters(), lr=0.05)
for _ in range(1500):
    opt.zero_grad()
    nn.functional.mse_loss(model_nl(Xn_t).flatten(), yn_t).backward()
    opt.step()

# %% tanh-wide | other units, and more of them
model_nl = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1))
trainer(model_nl, nn.MSELoss(), optim.Adam(model_nl.parameters(), lr=0.05), dl_n, epochs=100, verbose=False)
