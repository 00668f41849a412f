# %% new-model | begins anew
model_lin = linearRegression(1, 1)
optimizer = optim.SGD(model_lin.parameters(), lr=0.02)
loss_continue = trainer(model_lin, criterion, optimizer, dataloader, epochs=20, verbose=False)[0]

# %% other-optimizer | moves another model
elsewhere = optim.SGD(linearRegression(1, 1).parameters(), lr=0.02)
loss_continue = trainer(model_lin, criterion, elsewhere, dataloader, epochs=20, verbose=False)[0]
