# %% full-length | SGD for 1000 epochs, as in the lecture
# slow
model_d53 = deepRegression(1, 5, 3, 1)
trainer(model_d53, nn.MSELoss(), optim.SGD(model_d53.parameters(), lr=0.3), dl_n, epochs=1000, verbose=False)
plot_regression(Xn, yn, model_d53(Xn_t), y_range=(-25, 25))

# %% hundred-sgd | SGD for 100 epochs
model_d53 = deepRegression(1, 5, 3, 1)
trainer(model_d53, nn.MSELoss(), optim.SGD(model_d53.parameters(), lr=0.3), dl_n, epochs=100, verbose=False)
plot_regression(Xn, yn, model_d53(Xn_t), y_range=(-25, 25))

# %% tanh | other units
model_d53 = nn.Sequential(nn.Linear(1, 5), nn.Tanh(), nn.Linear(5, 3), nn.Tanh(), nn.Linear(3, 1))
trainer(model_d53, nn.MSELoss(), optim.Adam(model_d53.parameters(), lr=0.02), dl_n, epochs=150, verbose=False)
plot_regression(Xn, yn, model_d53(Xn_t), y_range=(-25, 25))
