# %% old-data | the loader of section 9
LEARNING_RATE = 0.1
BATCH_SIZE = 50
dl_c = DataLoader(TensorDataset(X_t, y_t), batch_size=BATCH_SIZE, shuffle=True)

# %% one-batch | all at once
LEARNING_RATE = 0.1
BATCH_SIZE = 300
dl_c = DataLoader(TensorDataset(Xc_t, yc_t), batch_size=BATCH_SIZE, shuffle=True)
