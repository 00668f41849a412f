# %% model-only | the old optimiser
def fresh_start():
    return linearRegression(1, 1), optimizer

# %% zeros | no random start
def fresh_start():
    model = linearRegression(1, 1)
    with torch.no_grad():
        for p in model.parameters():
            p.zero_()
    return model, optim.SGD(model.parameters(), lr=0.02)
