# %% linear | layers without an activation
model_d53 = nn.Sequential(nn.Linear(1, 5), nn.Linear(5, 3), nn.Linear(3, 1))
trainer(model_d53, nn.MSELoss(), optim.Adam(model_d53.parameters(), lr=0.02), dl_n, epochs=60, verbose=False)
plot_regression(Xn, yn, model_d53(Xn_t), y_range=(-25, 25))

# %% old-optimizer | moves the model before
model_d53 = deepRegression(1, 5, 3, 1)
trainer(model_d53, nn.MSELoss(), optim.SGD(model_nl.parameters(), lr=0.3), dl_n, epochs=10, verbose=False)
plot_regression(Xn, yn, model_d53(Xn_t), y_range=(-25, 25))

# %% other-model | draws the model before
model_d53 = deepRegression(1, 5, 3, 1)
trainer(model_d53, nn.MSELoss(), optim.Adam(model_d53.parameters(), lr=0.02), dl_n, epochs=150, verbose=False)
plot_regression(Xn, yn, model_nl(Xn_t), y_range=(-25, 25))
