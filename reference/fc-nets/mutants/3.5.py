# %% logits | before the sigmoid
with torch.no_grad():
    p_init = model_clf[0](x_clf)

# %% graph | with gradients
p_init = model_clf(x_clf)
