# %% probabilities | the sigmoid output with its own loss
model_c = binaryClassifierSig(2, 10, 1)
criterion_c = nn.BCELoss()
trainer(model_c, criterion_c, optim.Adam(model_c.parameters(), lr=0.1), dl_c, epochs=30, verbose=False)

# %% wider | twenty hidden nodes
model_c = binaryClassifier(2, 20, 1)
criterion_c = nn.BCEWithLogitsLoss()
trainer(model_c, criterion_c, optim.Adam(model_c.parameters(), lr=0.1), dl_c, epochs=20, verbose=False)

# %% tanh | other units
model_c = nn.Sequential(nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 1))
criterion_c = nn.BCEWithLogitsLoss()
trainer(model_c, criterion_c, optim.Adam(model_c.parameters(), lr=0.1), dl_c, epochs=40, verbose=False)
