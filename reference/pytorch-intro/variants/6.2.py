# %% guarded | also for very old builds
mps = getattr(torch.backends, "mps", None)
has_mps = mps is not None and mps.is_available()
