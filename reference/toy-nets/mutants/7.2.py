# %% longer | train longer
# Train longer.

# %% more-nodes | more nodes
# Take more nodes and look.
