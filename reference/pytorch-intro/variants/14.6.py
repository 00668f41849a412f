# %% example | an example
# With a logit of minus 200 the sigmoid underflows to 0, and log(0) is minus infinity. Working with the logit directly avoids that
# overflow, so training stays stable.
