# %% logits | the largest logit, with NumPy
classes_m = np.argmax(prediction_m.numpy(), axis=1)
