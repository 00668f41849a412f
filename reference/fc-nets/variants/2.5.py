# %% every-epoch | prints all of them
for i, loss in enumerate(losses):
    print(i + 1, round(loss, 4))

# %% as-a-list | prints a list
print([round(v, 3) for v in losses[::20]])
