# %% table | a table
# | | array | tensor |
# | --- | --- | --- |
# | n-dimensional numbers of one type | yes | yes |
# | can be moved to a GPU | no | yes |
# | remembers computations for gradients | no | yes |
