# %% asks-first | does not even try
if torch.cuda.is_available():
    torch.zeros(1).to("cuda")
    moved = True
else:
    moved = False
answer_6_6 = "There is no Nvidia card here, so the call would raise an error and the notebook would stop."
