# %% addcmul | uses the ready-made function
y = torch.addcmul(b, w, x)
