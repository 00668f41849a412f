# %% two-cases | by cases
# If the derivative is positive, the loss grows to the right, so we must go left; if it is negative, we must go right. In both cases the minus does it.

# %% taylor | to first order
# To first order the loss changes by the gradient times the step; a step of minus lr times the gradient changes it by minus lr times its squared norm, a decrease.
