# %% unguarded | stops the notebook
torch.zeros(1).to("cuda")
moved = True
answer_6_6 = "It raises an error because there is no CUDA device on this machine."

# %% falls-back | believes that it works everywhere
moved = True
answer_6_6 = "PyTorch notices that there is no GPU and silently keeps the tensor on the CPU."
