# %% linear | a straight border
model_c = linearRegression(2, 1)
criterion_c = nn.BCEWithLogitsLoss()
trainer(model_c, criterion_c, optim.Adam(model_c.parameters(), lr=0.1), dl_c, epochs=20, verbose=False)

# %% identity | layers without an activation
model_c = nn.Sequential(nn.Linear(2, 5), nn.Linear(5, 1))
criterion_c = nn.BCEWithLogitsLoss()
trainer(model_c, criterion_c, optim.Adam(model_c.parameters(), lr=0.1), dl_c, epochs=20, verbose=False)

# %% two-sigmoids | a sigmoid in the model and one in the loss
model_c = binaryClassifierSig(2, 10, 1)
criterion_c = nn.BCEWithLogitsLoss()
trainer(model_c, criterion_c, optim.Adam(model_c.parameters(), lr=0.1), dl_c, epochs=20, verbose=False)

# %% narrow | two hidden nodes
model_c = binaryClassifier(2, 2, 1)
criterion_c = nn.BCEWithLogitsLoss()
trainer(model_c, criterion_c, optim.Adam(model_c.parameters(), lr=0.1), dl_c, epochs=20, verbose=False)

# %% unlucky | a seed whose units are switched off
torch.manual_seed(0)
model_c = binaryClassifier(2, 5, 1)
criterion_c = nn.BCEWithLogitsLoss()
trainer(model_c, criterion_c, optim.Adam(model_c.parameters(), lr=0.1), dl_c, epochs=20, verbose=False)
