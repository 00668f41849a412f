# %% logits | compares the logits with 0.5
classes = np.where(prediction > 0.5, 1, 0)

# %% exchanged | the wrong way round
classes = np.where(probability > 0.5, 0, 1)
