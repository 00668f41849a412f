# %% flattened | uses the trainer
model_m = multiClassifier(2, 5, 4)
trainer(model_m, nn.CrossEntropyLoss(), optim.Adam(model_m.parameters(), lr=0.2), dl_b, epochs=10)

# %% softmax | the softmax twice
model_m = nn.Sequential(multiClassifier(2, 20, 4), nn.Softmax(dim=1))
opt_m = optim.Adam(model_m.parameters(), lr=0.2)
for _ in range(10):
    for xb, lb in dl_b:
        opt_m.zero_grad()
        nn.functional.cross_entropy(model_m(xb), lb).backward()
        opt_m.step()

# %% squares | the mean squared error of class numbers
model_m = multiClassifier(2, 5, 4)
opt_m = optim.Adam(model_m.parameters(), lr=0.2)
for _ in range(10):
    for xb, lb in dl_b:
        opt_m.zero_grad()
        nn.functional.mse_loss(model_m(xb).mean(dim=1), lb.float()).backward()
        opt_m.step()

# %% untrained | no training
model_m = multiClassifier(2, 5, 4)

# %% linear | no hidden layer
model_m = linearRegression(2, 4)
opt_m = optim.Adam(model_m.parameters(), lr=0.2)
for _ in range(60):
    for xb, lb in dl_b:
        opt_m.zero_grad()
        nn.functional.cross_entropy(model_m(xb), lb).backward()
        opt_m.step()
