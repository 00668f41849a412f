# %% own-words | adds the community
# I would like it to compute all derivatives by itself, to use my graphics card without new code, and to have good
# documentation and many people who can help.
