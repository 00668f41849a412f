# %% new-model | trains a model of its own
def train_and_test_regression_model(model, num_epochs=1000, reporting_interval=100):
    model = nn.Linear(1, 1)
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_reg).squeeze()
        loss = torch.mean((p - y_reg) ** 2)
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    plt.plot(x_reg, y_reg, "o", label="Actual targets")
    plt.plot(x_reg, model(x_reg).detach(), "x", label="Predicted targets")
    plt.legend()

# %% old-optimizer | an optimizer of another model
def train_and_test_regression_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(reg_model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_reg).squeeze()
        loss = torch.mean((p - y_reg) ** 2)
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    plt.plot(x_reg, y_reg, "o", label="Actual targets")
    plt.plot(x_reg, model(x_reg).detach(), "x", label="Predicted targets")
    plt.legend()

# %% epochs-ignored | always a thousand epochs
def train_and_test_regression_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(1000):
        optimizer.zero_grad()
        p = model(x_reg).squeeze()
        loss = torch.mean((p - y_reg) ** 2)
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    plt.plot(x_reg, y_reg, "o", label="Actual targets")
    plt.plot(x_reg, model(x_reg).detach(), "x", label="Predicted targets")
    plt.legend()

# %% no-plot | no picture
def train_and_test_regression_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_reg).squeeze()
        loss = torch.mean((p - y_reg) ** 2)
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")

# %% not-squeezed | a column minus flat targets
def train_and_test_regression_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_reg)
        loss = torch.mean((p - y_reg) ** 2)
        loss.backward()
        optimizer.step()
        if i % reporting_interval == 0:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    plt.plot(x_reg, y_reg, "o", label="Actual targets")
    plt.plot(x_reg, model(x_reg).detach(), "x", label="Predicted targets")
    plt.legend()

# %% chatty | prints every epoch
def train_and_test_regression_model(model, num_epochs=1000, reporting_interval=100):
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for i in range(num_epochs):
        optimizer.zero_grad()
        p = model(x_reg).squeeze()
        loss = torch.mean((p - y_reg) ** 2)
        loss.backward()
        optimizer.step()
        if True:
            print(f"Epoch {i + 1}: loss {loss.item():.3f}")
    plt.plot(x_reg, y_reg, "o", label="Actual targets")
    plt.plot(x_reg, model(x_reg).detach(), "x", label="Predicted targets")
    plt.legend()

# %% imported | takes the course's version
from lecture import train_and_test_regression_model
