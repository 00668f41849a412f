# %% no-grad | without tracking
x_example = torch.arange(1.0, 7.0).reshape(3, 2)
with torch.no_grad():
    output_example = model_example(x_example)
