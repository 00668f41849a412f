# %% loader | a loader with a single batch
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    data = torch.utils.data
    rows = data.RandomSampler(features) if shuffle else data.SequentialSampler(features)
    batches = data.BatchSampler(rows, len(features), drop_last=False)
    loader = data.DataLoader(data.TensorDataset(features, target), batch_size=None, sampler=batches)
    model.to(device)
    adam = torch.optim.Adam(model.parameters(), lr)
    for epoch in range(N_epochs):
        for x, y in loader:
            adam.zero_grad()
            loss = criterion(model(x.to(device)), y.to(device))
            loss.backward()
            adam.step()
        if epoch % 1000 == 0:
            print("epoch =", epoch, "loss =", loss.item())
    return model.cpu()

# %% as-in-the-lecture | with the names of the lecture
def train_model(features, target, model, lr, N_epochs, criterion=nn.BCELoss(), shuffle=False):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    model = model.to(device)
    features = features.to(device)
    target = target.to(device)
    for epoch in range(N_epochs):
        if shuffle:
            indices = torch.randperm(len(features))
            features_shuffled, target_shuffled = features[indices], target[indices]
        else:
            features_shuffled, target_shuffled = features, target
        out = model(features_shuffled)
        loss = criterion(out, target_shuffled)
        if epoch % 1000 == 0:
            print(f"epoch = {epoch} loss = {loss}")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model = model.to("cpu")
    return model
