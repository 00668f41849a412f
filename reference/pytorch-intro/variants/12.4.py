# %% full-length | SGD for 1000 epochs, as in the lecture
# slow
model_d2020 = deepRegression(1, 20, 20, 1)
trainer(model_d2020, nn.MSELoss(), optim.SGD(model_d2020.parameters(), lr=0.2), dl_n, epochs=1000, verbose=False)
plot_regression(Xn, yn, model_d2020(Xn_t), y_range=(-25, 25))

# %% momentum | SGD with momentum
# slow
model_d2020 = deepRegression(1, 20, 20, 1)
fast = optim.SGD(model_d2020.parameters(), lr=0.05, momentum=0.9)
trainer(model_d2020, nn.MSELoss(), fast, dl_n, epochs=200, verbose=False)
plot_regression(Xn, yn, model_d2020(Xn_t), y_range=(-25, 25))
