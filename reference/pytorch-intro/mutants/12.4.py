# %% linear | layers without an activation
model_d2020 = nn.Sequential(nn.Linear(1, 20), nn.Linear(20, 20), nn.Linear(20, 1))
trainer(model_d2020, nn.MSELoss(), optim.Adam(model_d2020.parameters(), lr=0.01), dl_n, epochs=30, verbose=False)
plot_regression(Xn, yn, model_d2020(Xn_t), y_range=(-25, 25))

# %% small | the sizes of the net before
model_d2020 = deepRegression(1, 5, 3, 1)
trainer(model_d2020, nn.MSELoss(), optim.Adam(model_d2020.parameters(), lr=0.02), dl_n, epochs=150, verbose=False)
plot_regression(Xn, yn, model_d2020(Xn_t), y_range=(-25, 25))

# %% data-only | no curve in the picture
model_d2020 = deepRegression(1, 20, 20, 1)
trainer(model_d2020, nn.MSELoss(), optim.Adam(model_d2020.parameters(), lr=0.01), dl_n, epochs=100, verbose=False)
plot_regression(Xn, yn, y_range=(-25, 25))
