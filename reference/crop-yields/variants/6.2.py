# %% data | changes .data
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
w.data -= 1e-5 * w.grad
b.data -= 1e-5 * b.grad
w.grad = None
b.grad = None

# %% optimiser | lets an optimiser do it
stepper = torch.optim.SGD([w, b], lr=1e-5)
preds = model(inputs)
loss = mse(preds, targets)
loss.backward()
stepper.step()
stepper.zero_grad()
