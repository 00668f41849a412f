# %% all | predicts everything
p0 = model_lin(X_t)
y0 = y_t[0]

# %% trained | trains a copy first
import copy

clever = copy.deepcopy(model_lin)
teacher = optim.SGD(clever.parameters(), lr=0.1)
for _ in range(50):
    teacher.zero_grad()
    ((clever(X_t).flatten() - y_t) ** 2).mean().backward()
    teacher.step()
p0 = clever(X_t[0])
y0 = y_t[0]
