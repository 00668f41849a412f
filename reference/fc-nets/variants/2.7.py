# %% residuals | looks at the residuals
# The residuals still go up and down in a regular wave along x, so there is structure left that a straight line is too rigid to catch.

# %% plateau | looks at the plateau
# The loss stops falling at 6.8 while the noise would only explain 4, hence the model itself has too little flexibility: it underfits.
