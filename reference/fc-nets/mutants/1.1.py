# %% no-bias | without a bias
reg_model = nn.Linear(1, 1, bias=False)

# %% samples | counts samples as features
reg_model = nn.Linear(in_features=100, out_features=1)

# %% a-function | a function instead of a module
def reg_model(x):
    return 2 * x + 1
