# %% rounded | rounds to 0 and 1
decisions = torch.round(p_init).bool()

# %% float-rounded | keeps zeros and ones as decimal numbers
decisions = p_init.round().flatten()

# %% logits | looks at the logits
decisions = model_clf[0](x_clf).detach() > 0
