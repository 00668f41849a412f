# %% named | counts with named_parameters
class WithList(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 2)]
        self.out = nn.Linear(2, 1)


class WithModuleList(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 2)])
        self.out = nn.Linear(2, 1)


n_list = sum(p.numel() for _, p in WithList().named_parameters())
n_modulelist = sum(p.numel() for _, p in WithModuleList().named_parameters())
answer_2_4 = """Only modules that are registered show up among the parameters, and a Python list registers nothing. Adam would
update the output layer only."""
