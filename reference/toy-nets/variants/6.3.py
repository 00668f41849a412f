# %% numbers | with the numbers of this problem
# Our y reaches from -3.04 to 3.45. A sigmoid never leaves the interval from 0 to 1, hence most of the curve would be out of reach.
