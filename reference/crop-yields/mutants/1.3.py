# %% wrong-brackets | adds before it multiplies
y = (w + x) * b

# %% no-bias | forgets b
y = w * x

# %% detached | cuts the memory off
y = (w * x + b).detach()
