# %% slower | the old rate
trainer(model_lin3, nn.MSELoss(), optim.SGD(model_lin3.parameters(), lr=0.02), dl3, epochs=100, verbose=False)

# %% twenty | twenty epochs suffice
trainer(model_lin3, nn.MSELoss(), optim.SGD(model_lin3.parameters(), lr=0.05), dl3, epochs=20)

# %% adam | Adam
trainer(model_lin3, nn.MSELoss(), optim.Adam(model_lin3.parameters(), lr=0.5), dl3, epochs=60, verbose=False)
