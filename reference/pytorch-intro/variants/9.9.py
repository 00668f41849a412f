# %% sampler | a sampler and a generator
BATCH_SIZE = 50
dataset = TensorDataset(X_t, y_t)
sampler = torch.utils.data.RandomSampler(dataset, generator=torch.Generator().manual_seed(3))
dataloader = DataLoader(dataset, batch_size=BATCH_SIZE, sampler=sampler)

# %% own-dataset | a class of its own
class Pairs(torch.utils.data.Dataset):
    def __len__(self):
        return len(X_t)

    def __getitem__(self, i):
        return X_t[i], y_t[i]


BATCH_SIZE = 50
dataset = Pairs()
dataloader = DataLoader(dataset, BATCH_SIZE, shuffle=True)
