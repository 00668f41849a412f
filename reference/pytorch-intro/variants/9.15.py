# %% reset | draws new weights in the old model
def fresh_start():
    for layer in model_lin.modules():
        if hasattr(layer, "reset_parameters"):
            layer.reset_parameters()
    return model_lin, optim.SGD(model_lin.parameters(), lr=0.02)
