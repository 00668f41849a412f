# %% functional | the function, and Adam
LEARNING_RATE = 0.02
criterion = nn.functional.mse_loss
optimizer = optim.Adam(model_lin.parameters(), lr=LEARNING_RATE)
