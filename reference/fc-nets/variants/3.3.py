# %% margin | argues with the lost information
# After a threshold one no longer sees how far a point is from the border: a tiny change of the weights changes nothing in the output, so the loss has no slope to follow.

# %% surrogate | knows a way around it
# The derivative of the step is zero almost everywhere; one would need a surrogate gradient, and the sigmoid is a smooth stand-in that has one.
