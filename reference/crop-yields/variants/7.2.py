# %% own-dataset | a data set class of one's own
from torch.utils.data import Dataset


class Pairs(Dataset):
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        return self.x[i], self.y[i]


train_ds = Pairs(inputs, targets)
print(train_ds[:3])

# %% zipped | a list of pairs
train_ds = list(zip(inputs, targets))
print(train_ds[:3])
