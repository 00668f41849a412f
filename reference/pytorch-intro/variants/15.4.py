# %% slower | a smaller rate for longer
model_m = multiClassifier(2, 20, 4)
opt_m = optim.Adam(model_m.parameters(), lr=0.05)
for _ in range(30):
    for xb, lb in dl_b:
        opt_m.zero_grad()
        nn.functional.cross_entropy(model_m(xb), lb).backward()
        opt_m.step()

# %% sgd | plain SGD
model_m = multiClassifier(2, 20, 4)
opt_m = optim.SGD(model_m.parameters(), lr=0.3)
for _ in range(100):
    for xb, lb in dl_b:
        opt_m.zero_grad()
        nn.functional.cross_entropy(model_m(xb), lb).backward()
        opt_m.step()

# %% nll | log-probabilities with their loss
model_m = nn.Sequential(nn.Linear(2, 20), nn.ReLU(), nn.Linear(20, 4), nn.LogSoftmax(dim=1))
opt_m = optim.Adam(model_m.parameters(), lr=0.1)
for _ in range(20):
    for xb, lb in dl_b:
        opt_m.zero_grad()
        nn.functional.nll_loss(model_m(xb), lb).backward()
        opt_m.step()
