# %% islands | islands
# One would see small islands of the wrong colour around single outliers, one for nearly every flipped label.

# %% irregular | an irregular boundary
# A very irregular boundary that winds around individual training points instead of a smooth circle.
