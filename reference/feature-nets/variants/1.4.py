# %% bullets | as a list
# * Which functions should the features be, why powers and no others?
# * How many of them are right, so that the fit is neither too stiff nor too wiggly?
#
# A network learns its features from the data.
