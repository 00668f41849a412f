# %% count | counts the devices
has_cuda = torch.cuda.device_count() > 0
