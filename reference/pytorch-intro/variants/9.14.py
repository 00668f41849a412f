# %% list | keeps all losses
more = trainer(model_lin, criterion, optimizer, dataloader, epochs=20)
loss_continue = more[0]
