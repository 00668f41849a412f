# %% cleared | empties the hooks of the module, too
h1.remove()
net.activation._forward_hooks.clear()
