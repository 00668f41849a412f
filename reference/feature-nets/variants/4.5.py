# %% module | the module of the library
probs_example = nn.Softmax(dim=1)(output_example)

# %% last-dimension | counted from the end
probs_example = F.softmax(output_example, dim=-1)
