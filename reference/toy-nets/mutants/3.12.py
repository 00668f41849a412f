# %% left-there | leaves all of it elsewhere (a pretended device stands in for the card)
net = net.to("meta")
features, target = features.to("meta"), target.to("meta")

# %% model-forgotten | brings only the data back
net = net.to("meta")
features, target = features.to("cpu"), target.to("cpu")
